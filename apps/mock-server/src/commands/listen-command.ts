import { Command } from "commander";
import { commandLine } from "./command-line.ts";
import type { ListenOptions } from "./listen.ts";
import { accountOption, serverOption, tokenOption } from "./options.ts";

const examples = `
Examples:
  ${commandLine} listen
  ${commandLine} listen --account live_a --json | jq .payload.response
`;

/** `task-mock listen`: prints the callbacks of a running server. */
export const listenCommand = (): Command =>
  new Command("listen")
    .summary("print the callbacks of a running server as they are delivered")
    .description(
      "Prints every attempt of a running server to deliver a callback, from now on, with the response of the receiver. If the server is restarted, it continues with the new one. Ctrl+C stops it.",
    )
    .addOption(accountOption("only the callbacks of this account (default: those of all)"))
    .option("--json", "print one line of JSON per attempt on a terminal too")
    .addOption(serverOption())
    .addOption(tokenOption("the token that the server printed at startup, off loopback"))
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .showHelpAfterError(`Run ${commandLine} listen --help to see all options.`)
    .action(async (options: ListenOptions) => {
      const { listen } = await import("./listen.ts");
      await listen(options);
    });
