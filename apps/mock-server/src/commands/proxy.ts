import type { ApiId } from "@task-contracts/mock/apis/api-ids";
import type { Limits } from "@task-contracts/mock/limits";
import { startProxy } from "../proxy/start-proxy.ts";
import type { Summary } from "../proxy/tally.ts";
import { version } from "../version.ts";
import { closeOnSignal } from "./close-on-signal.ts";
import { openOutput } from "./output.ts";
import { outliveReader } from "./reader.ts";
import { summaryInWords } from "./summary-in-words.ts";

/** The options of `task-mock proxy`, besides its arguments. */
export interface ProxyCommandOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly limit?: Partial<Limits>;
  readonly failOnViolation?: boolean;
}

/** Proxies requests until the process is stopped. */
export const proxy = async (
  api: ApiId,
  upstream: URL,
  { port, host, allowHost = [], allowOrigin = [], limit = {}, failOnViolation = false }: ProxyCommandOptions,
): Promise<void> => {
  const output = openOutput();
  outliveReader(output.tell);
  const { urls, summary, close } = await startProxy({
    api,
    upstream,
    port,
    host,
    allowHosts: allowHost,
    allowOrigins: allowOrigin,
    limits: limit,
    log: output.log,
  });
  closeOnSignal(async () => {
    await close();
    const seen = summary();
    output.tell(summaryInWords(seen));
    output.emit({ event: "summary", time: new Date().toISOString(), ...seen });
    process.exitCode = exitCode(seen, failOnViolation);
  });
  output.tell(`Task Contracts proxy ${version}\n\n  ${urls.join("  and  ")}  →  ${upstream.href}\n\n`);
  output.emit({ event: "listening", time: new Date().toISOString(), api, urls, upstream: upstream.href });
};

/** Warnings, such as a parameter that the service ignores, do not count. */
const exitCode = ({ failed }: Summary, failOnViolation: boolean): number =>
  failOnViolation && failed > 0 ? 1 : 0;
