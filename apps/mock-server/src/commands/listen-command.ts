import { Command } from "commander";
import { commandLine } from "./command-line.ts";
import type { ListenOptions } from "./listen.ts";
import { accountOption, serverOption, tokenOption } from "./options.ts";

const examples = `
Examples:
  ${commandLine} listen
  ${commandLine} listen --account live_a --json | jq .payload.response
`;

/** `task-mock listen`: follows the callbacks of a running server. */
export const listenCommand = (): Command =>
  new Command("listen")
    .summary("print the callbacks of a running server as they are delivered")
    .description(
      "Prints every attempt of a running server to deliver a callback, from now on, with the answer of the receiver. If the server is restarted, it goes on with the new one. Ctrl+C ends it.",
    )
    .addOption(accountOption("only the callbacks of this account (default: those of all)"))
    .option("--json", "print one line of JSON per attempt on a terminal too")
    .addOption(serverOption())
    .addOption(tokenOption("what the server printed at its start, off loopback"))
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .showHelpAfterError(`Run ${commandLine} listen --help to see all options.`)
    .action(async (options: ListenOptions) => {
      const { listen } = await import("./listen.ts");
      await listen(options);
    });
