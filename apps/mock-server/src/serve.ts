import type { ApiId } from "./api-ids.ts";
import { jsonLog } from "./log/json-log.ts";
import { terminalLog } from "./log/terminal-log.ts";
import { MockServerError } from "./mock-server-error.ts";
import { describeServer, type Overview } from "./server/overview.ts";
import { type MockServer, startMockServer } from "./start-mock-server.ts";

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly defaultApi: ApiId;
}

/** Serves until the process is told to stop. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const isTerminal = process.stdout.isTTY;
  try {
    const mock = await startMockServer({ ...options, log: isTerminal ? terminalLog(write) : jsonLog(write) });
    closeOnSignal(mock);
    const overview = describeServer(mock.url(), options.defaultApi);
    // People read this on a terminal or in a log; programs read the lines of JSON on the standard output.
    process.stderr.write(banner(overview, options.defaultApi));
    if (!isTerminal)
      write(`${JSON.stringify({ event: "listening", time: new Date().toISOString(), ...overview })}\n`);
  } catch (error) {
    if (!(error instanceof MockServerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
};

const write = (line: string): void => void process.stdout.write(line);

const banner = ({ name, version, apis }: Overview, defaultApi: ApiId): string => {
  const width = Math.max(...apis.map(({ id }) => id.length));
  const lines = apis.map(({ id, urls }) => `  ${id.padEnd(width)}  ${urls.join("  and  ")}`);
  const example = apis.find(({ id }) => id === defaultApi);
  return [`${name} ${version}`, "", ...lines, "", "Try it:", `  ${example?.curl}`, "", ""].join("\n");
};

/** A second signal ends the process at once, as if nobody listened to it. */
const closeOnSignal = (mock: MockServer): void => {
  const stop = (): void => {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    void mock.close();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
};
