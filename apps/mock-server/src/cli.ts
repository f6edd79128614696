import { Command, InvalidArgumentError, Option } from "commander";
import { apiIds } from "./api-ids.ts";
import { type ServeOptions, serve } from "./serve.ts";
import { version } from "./version.ts";

/**
 * Runs the command line.
 *
 * @example
 * await run(["node", "task-mock", "--port", "0"]);
 */
export const run = async (argv: readonly string[]): Promise<void> => {
  await createProgram().parseAsync(argv);
};

const createProgram = (): Command =>
  new Command("task-mock")
    .description("Serves mocks of task APIs: documented answers, with authentication and validation.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .option("-p, --port <number>", "port to listen on, 0 for any free one", parsePort, 4010)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addOption(
      new Option("--default-api <api>", "API that is also served at /v1").choices(apiIds).default(apiIds[0]),
    )
    .showHelpAfterError("Run task-mock --help to see all options.")
    .action((options: ServeOptions) => serve(options));

const parsePort = (value: string): number => {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
};
