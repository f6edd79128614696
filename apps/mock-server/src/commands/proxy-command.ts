import { Argument, Command } from "commander";
import { commandLine } from "./command-line.ts";
import { type ApiId, apiIds } from "@task-contracts/mock/apis/api-ids";
import {
  allowHostOption,
  allowOriginOption,
  hostOption,
  limitOption,
  limitsHelp,
  portOption,
} from "./options.ts";
import { parseBaseUrl } from "./parse-options.ts";
import type { ProxyCommandOptions } from "./proxy.ts";

const examples = `
Examples:
  ${commandLine} proxy scale-v1 https://api.scaleapi.com/v1
  curl -u YOUR_API_KEY: http://127.0.0.1:4010/scale-v1/tasks

  ${commandLine} proxy scale-v1 http://127.0.0.1:8080/v1 --fail-on-violation > violations.jsonl

${limitsHelp("proxy")}`;

/** `task-mock proxy`: checks a real service against the contract. */
export const proxyCommand = (): Command =>
  new Command("proxy")
    .summary("forward requests to a real service, and report violations of the contract")
    .description(
      "Forwards requests to a real service, and its responses back, both unchanged. Violations of the contract are reported in the sl-violations header of the response, in the log, and in a summary at the end (Ctrl+C).",
    )
    .addArgument(new Argument("<api>", "the contract").choices(apiIds))
    .addArgument(new Argument("<upstream url>", "the base URL of the service").argParser(parseBaseUrl))
    .addOption(portOption())
    .addOption(hostOption())
    .addOption(allowHostOption())
    .addOption(allowOriginOption())
    .addOption(limitOption("proxy"))
    .option(
      "--fail-on-violation",
      "exit with 1 at the end if there was any violation that is an error; warnings do not count",
    )
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .showHelpAfterError(`Run ${commandLine} proxy --help to see all options.`)
    .action(async (api: ApiId, upstream: URL, options: ProxyCommandOptions) => {
      const { proxy } = await import("./proxy.ts");
      await proxy(api, upstream, options);
    });
