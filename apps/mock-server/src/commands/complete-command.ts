import { Command, Option } from "commander";
import { commandLine } from "./command-line.ts";
import type { CompleteOptions } from "./complete.ts";
import { accountOption, jsonOption, serverOption, tokenOption } from "./options.ts";
import { parseJsonObject } from "./parse-options.ts";

const examples = `
Examples:
  ${commandLine} complete 65f0c1d2e3f4a5b6c7d8e9f0
  ${commandLine} complete 65f0c1d2e3f4a5b6c7d8e9f0 --response '{"category": "big"}'
  ${commandLine} complete 65f0c1d2e3f4a5b6c7d8e9f0 --response '{"category": "elephant"}' --force
  ${commandLine} complete 65f0c1d2e3f4a5b6c7d8e9f0 --error "The image is black."
`;

/** `task-mock complete`: completes a task of a running server. */
export const completeCommand = (): Command =>
  new Command("complete")
    .summary("complete a pending task of a running server")
    .description(
      "Completes a pending task of a running server, as a person doing the work would, and has its callback sent. Without --response and --error, the server generates a response.",
    )
    .argument("<task id>", "the task_id that the create call returned")
    .addOption(
      new Option("--response <json>", "the response, an object as the callback will have it").argParser(
        parseJsonObject,
      ),
    )
    .addOption(new Option("--error <text>", "make the task fail, for this reason").conflicts("response"))
    .addOption(
      new Option("--force", "accept a --response that contradicts the request of the task").conflicts(
        "error",
      ),
    )
    .addOption(accountOption("the account that has the task, if several have one with this id"))
    .addOption(jsonOption())
    .addOption(serverOption())
    .addOption(tokenOption("the token that the server printed at startup, off loopback"))
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .showHelpAfterError(`Run ${commandLine} complete --help to see all options.`)
    .action(async (taskId: string, options: CompleteOptions) => {
      const { complete } = await import("./complete.ts");
      await complete(taskId, options);
    });
