import { Command, Option } from "commander";
import { logLevels } from "../log/log-levels.ts";
import { configure, printableConfiguration } from "./configuration.ts";
import { CommandError } from "./command-error.ts";
import { commandLine } from "./command-line.ts";
import {
  allowHostOption,
  allowOriginOption,
  hostOption,
  limitOption,
  limitsHelp,
  portOption,
  tokenOption,
} from "./options.ts";
import {
  collect,
  collectContracts,
  collectTenants,
  parseBaseUrl,
  parseMilliseconds,
} from "./parse-options.ts";
import type { ServeOptions } from "./serve.ts";

/** The text after the options in the help. */
export const serveExamples = `
Examples:
  ${commandLine}
      serves at http://127.0.0.1:4010, all in memory
  ${commandLine} openapi.yaml
      mocks an API of your own, at the root and at /ID
  ${commandLine} serve --store sqlite:tasks.db
      keeps tasks through a restart
  ${commandLine} serve --store postgres://user:password@localhost/mocks
      shares tasks with all servers on this database
  ${commandLine} serve --host 0.0.0.0 --allow-host mock.test
  ${commandLine} serve --limit accounts=50000 --limit journalEntries=1000
      keeps more accounts, and fewer requests

Each option can also be set by a variable, such as TASK_MOCK_PORT for --port and TASK_MOCK_API_KEY="a b" for two keys, or
by a file, such as { "port": 4010, "apiKey": ["a", "b"], "files": ["openapi.yaml"] }. The command line comes first, then
variables, then the file.

On a terminal, times are in the time zone of this machine. Of the requests to the control API, only refused ones are
logged there.

${limitsHelp("serve")}`;

/** Flags of Prism that are not supported here, and the alternatives. */
const prismFlags: Readonly<Record<string, string>> = {
  "-m, --multiprocess": "The log is written beside the requests anyway. Leave it out.",
  "--cors": "Pages of this machine are allowed anyway. Name others with --allow-origin.",
  "--no-cors": "Pages of other origins are allowed only if --allow-origin names them. Leave it out.",
  "--verbose-level <level>": "Every request is logged: on a terminal to read, else as JSON. Leave it out.",
  "--json-schema-faker-fill-properties": "Generated objects have the described properties. Leave it out.",
};

/** Explains the alternatives to users of Prism. */
const withoutPrismFlags = (command: Command): Command => {
  for (const [flags, instead] of Object.entries(prismFlags)) {
    const option = new Option(flags).hideHelp();
    command.addOption(option).on(`option:${option.name()}`, () => {
      throw new CommandError(`${option.long ?? flags} is a flag of Prism's. ${instead}`);
    });
  }
  return command;
};

/** `task-mock serve`: runs the mock server. */
export const serveCommand = (): Command =>
  withoutPrismFlags(new Command("serve"))
    .alias("mock")
    .description("serve the mocks (default)")
    .summary("serve the mocks (default)")
    .addOption(portOption())
    .addOption(hostOption())
    .argument("[file...]", "OpenAPI descriptions to mock (default: the APIs that come with the server)")
    .addOption(
      new Option("--contract <id=file>", "an OpenAPI description, served at /ID; repeatable").argParser(
        collectContracts,
      ),
    )
    .option("--overlay <file>", "an OpenAPI Overlay to apply to the descriptions; repeatable", collect)
    .option("--watch", "read the descriptions again when their files change; tasks are kept")
    .option("-d, --dynamic", "generate examples from schemas, for operations without state")
    .option("--ignore-examples", "ignore the examples of descriptions")
    .option("--seed <text>", "the seed of generated examples")
    .option("--errors", "respond with 500 if a response violates its description")
    .option("--default-api <api>", "API that is also served at /v1 (default: the first)")
    .option("--store <memory|sqlite:FILE|postgres://URL>", "where tasks are kept", "memory")
    .option(
      "--instance-url <url>",
      "with PostgreSQL, the URL of this server for the others (default: its address)",
      parseBaseUrl,
    )
    .option(
      "--lease <ms>",
      "with PostgreSQL, after which silence others take over (default: 5000)",
      parseMilliseconds,
    )
    .option("--api-key <key>", "accept only this API key; repeatable (default: any key)", collect)
    .addOption(tokenOption("the token of the control API off loopback (default: generated)"))
    .addOption(
      new Option(
        "--tenant <token=accounts>",
        "a token of the control API for some accounts: keys or beginnings such as team_a_*, with commas; repeatable",
      ).argParser(collectTenants),
    )
    .option(
      "--require-account",
      "refuse reads through the control API that name no account, and not * either",
    )
    .addOption(allowHostOption())
    .addOption(allowOriginOption())
    .option(
      "--public-url <url>",
      "the URL of the server behind a proxy, used in links of responses",
      parseBaseUrl,
    )
    .option("--allow-private-callbacks", "off loopback, send callbacks to private addresses too")
    .option(
      "--callback-timeout <ms>",
      "the timeout of an attempt to deliver a callback (default: 10000)",
      parseMilliseconds,
    )
    .option("--seed-file <file>", "accounts, settings and tasks to begin with: JSON, YAML or a module")
    .option("--config <file>", "a file with these options (default: task-mock.config.json, .yaml or .ts)")
    .option("--print-config", "print what is configured, and where it comes from, and end")
    .addOption(limitOption("serve"))
    .option("--log-control", "on a terminal, log successful requests to the control API too")
    .option("--no-control-log", "log no requests to the control API")
    .addOption(
      new Option("--log-level <level>", "log nothing that is less important")
        .choices(logLevels)
        .default("info"),
    )
    .option("--quiet", "print nothing but errors")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", serveExamples)
    .showHelpAfterError(`Run ${commandLine} serve --help to see all options.`)
    .action(async (files: readonly string[], _: ServeOptions, command: Command) => {
      const configured = await configure(command);
      if (command.getOptionValue("printConfig") === true) {
        const printed = printableConfiguration(command, configured.sources);
        process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
        return;
      }
      const {
        config: _config,
        printConfig: _printConfig,
        ...options
      } = command.opts<ServeOptions & ConfigOptions>();
      const { serve } = await import("./serve.ts");
      await serve(files.length > 0 ? files : configured.files, options);
    });

/** Options about options, which the server itself does not have. */
interface ConfigOptions {
  readonly config?: string;
  readonly printConfig?: boolean;
}
