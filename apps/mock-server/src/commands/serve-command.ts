import { Command, Option } from "commander";
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
import { collect, collectContracts, parseBaseUrl, parseMilliseconds } from "./parse-options.ts";
import type { ServeOptions } from "./serve.ts";

/** What follows the options of the help. */
export const serveExamples = `
Examples:
  ${commandLine}
      serves at http://127.0.0.1:4010, all in memory
  ${commandLine} openapi.yaml
      mocks an API of your own, at the root and at /ID
  ${commandLine} serve --store sqlite:tasks.db
      keeps tasks through a restart
  ${commandLine} serve --host 0.0.0.0 --allow-host mock.test
  ${commandLine} serve --limit accounts=50000 --limit journalEntries=1000
      keeps more accounts, and fewer requests

On a terminal, times are in the time zone of this machine. Of the requests to the control API, only refused ones are
logged there.

${limitsHelp("serve")}`;

/** Flags of Prism's that there are no uses for here, and what there is instead. */
const prismFlags: Readonly<Record<string, string>> = {
  "-m, --multiprocess": "The log is written beside the requests anyway. Leave it out.",
  "--cors": "Pages of this machine are let in anyway. Name others with --allow-origin.",
  "--no-cors": "Pages of other origins are let in only if --allow-origin names them. Leave it out.",
  "--verbose-level <level>": "Every request is logged: on a terminal to read, else as JSON. Leave it out.",
  "--json-schema-faker-fill-properties":
    "Made-up objects have the properties that are described. Leave it out.",
};

/** Lets those who come from Prism know. */
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
    .option("-d, --dynamic", "make examples up from schemas, where nothing lives")
    .option("--ignore-examples", "leave the examples of descriptions aside")
    .option("--seed <text>", "what made-up examples follow from")
    .option("--errors", "respond with 500 where a response breaks its description")
    .option("--default-api <api>", "API that is also served at /v1 (default: the first)")
    .option("--store <memory|sqlite:FILE>", "where tasks are kept", "memory")
    .option("--api-key <key>", "let in only this API key; repeatable (default: any key)", collect)
    .addOption(tokenOption("what the control API asks for off loopback (default: generated)"))
    .addOption(allowHostOption())
    .addOption(allowOriginOption())
    .option(
      "--public-url <url>",
      "how clients reach the server through a proxy: what links in responses begin with",
      parseBaseUrl,
    )
    .option("--allow-private-callbacks", "off loopback, let callbacks go to private addresses")
    .option(
      "--callback-timeout <ms>",
      "how long an attempt to deliver a callback may take (default: 10000)",
      parseMilliseconds,
    )
    .addOption(limitOption("serve"))
    .option("--log-control", "on a terminal, log successful requests to the control API too")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", serveExamples)
    .showHelpAfterError(`Run ${commandLine} serve --help to see all options.`)
    .action(async (files: readonly string[], options: ServeOptions) => {
      const { serve } = await import("./serve.ts");
      await serve(files, options);
    });
