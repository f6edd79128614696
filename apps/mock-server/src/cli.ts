import { Command } from "commander";
import { commandLine } from "./commands/command-line.ts";
import { CommandError } from "./commands/command-error.ts";
import { completeCommand } from "./commands/complete-command.ts";
import { explainCommand } from "./commands/explain-command.ts";
import { listenCommand } from "./commands/listen-command.ts";
import { proxyCommand } from "./commands/proxy-command.ts";
import { whenReaderLeaves } from "./commands/reader.ts";
import { serveCommand, serveExamples } from "./commands/serve-command.ts";
import { steerCommands } from "./commands/steer-commands.ts";
import { terminalText } from "./commands/terminal-text.ts";
import { MockError } from "@task-contracts/mock/mock-error";
import { version } from "./version.ts";

/**
 * Runs the command line interface.
 *
 * @example
 * await run(["node", "task-mock", "--port", "0"]);
 */
export const run = async ([node = "", script = "", ...args]: readonly string[]): Promise<void> => {
  // As after `| head -1`: nothing is left to do.
  whenReaderLeaves(() => process.exit());
  // Errors on the standard error itself cannot be reported.
  process.stderr.on("error", () => undefined);
  try {
    await createProgram().parseAsync([node, script, ...withCommand(args)]);
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof MockError)) throw error;
    process.stderr.write(`${terminalText(error.message)}\n`);
    process.exitCode = 1;
  }
};

const createProgram = (): Command => {
  const serve = serveCommand();
  const program = new Command(commandLine)
    .description(
      "Mocks task APIs, ours and yours: tasks live, complete, call back, retry and fail, in milliseconds.",
    )
    .usage("[command] [options]")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addCommand(serve)
    .addCommand(explainCommand())
    .addCommand(completeCommand())
    .addCommand(listenCommand())
    .addCommand(proxyCommand());
  for (const steer of steerCommands()) program.addCommand(steer);
  return program
    .addHelpText(
      "after",
      () => `\nWithout a command, "serve" is meant:\n\n${optionsOf(serve)}${serveExamples}`,
    )
    .showHelpAfterError(`Run ${commandLine} --help to see all commands and options.`);
};

/**
 * Most users want to serve. Commander's own default command would treat a misspelled command as an argument,
 * without a suggestion.
 */
const withCommand = (args: readonly string[]): readonly string[] => {
  const [first = "-"] = args;
  const isForProgram = ["-h", "--help", "-v", "--version"].includes(first);
  const isFile = /[./\\]/.test(first) && !first.startsWith("-");
  return isFile || (first.startsWith("-") && !isForProgram) ? ["serve", ...args] : args;
};

const optionsOf = (command: Command): string => command.helpInformation().replace(/^[^]*?\n(?=Options:)/, "");
