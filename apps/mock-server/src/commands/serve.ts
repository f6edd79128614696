import type { Limits } from "@task-contracts/mock/limits";
import { describeServer } from "../server/overview.ts";
import type { ContractOption } from "../contracts/load-contract.ts";
import type { MockServerOptions } from "../mock-server-options.ts";
import { type Reloadable, startWithEngine } from "../start-mock-server.ts";
import type { LogLevel } from "../log/log-levels.ts";
import type { Tenant } from "../server/token-policy.ts";
import { bannerOf } from "./banner.ts";
import { notesOf } from "./notes.ts";
import { closeOnSignal } from "./close-on-signal.ts";
import { printableStore } from "../store/open-store.ts";
import { CommandError } from "./command-error.ts";
import { type Output, openOutput } from "./output.ts";
import { outliveReader } from "./reader.ts";
import { watchFiles } from "./watch-files.ts";

/** The options of `task-mock serve`. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly contract?: readonly ContractOption[];
  readonly overlay?: readonly string[];
  readonly dynamic?: boolean;
  readonly ignoreExamples?: boolean;
  readonly seed?: string;
  readonly watch?: boolean;
  readonly errors?: boolean;
  readonly defaultApi?: string;
  readonly store: string;
  readonly instanceUrl?: URL;
  readonly lease?: number;
  readonly seedFile?: string;
  readonly apiKey?: readonly string[];
  readonly token?: string;
  readonly tenant?: readonly Tenant[];
  readonly requireAccount?: boolean;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly publicUrl?: URL;
  readonly allowPrivateCallbacks?: boolean;
  readonly callbackTimeout?: number;
  readonly logControl?: boolean;
  /** False with `--no-control-log`. */
  readonly controlLog?: boolean;
  readonly logLevel?: LogLevel;
  readonly quiet?: boolean;
  readonly limit?: Partial<Limits>;
}

type LogOption = "controlLog" | "logControl" | "logLevel" | "quiet";

/** Serves until the process is stopped. */
export const serve = async (
  files: readonly string[],
  {
    logControl: control = false,
    controlLog = true,
    logLevel,
    quiet = false,
    watch = false,
    ...options
  }: ServeOptions,
): Promise<void> => {
  if (watch && files.length === 0 && !options.contract) {
    throw new CommandError("--watch has no file to watch. Name an OpenAPI description.");
  }
  const level = quiet ? "error" : (logLevel ?? "info");
  const output = openOutput({ control, hidesControl: !controlLog, level });
  outliveReader(output.tell);
  const started = await startWithEngine({ ...toServerOptions(files, options), log: output.log });
  const { mock, served } = started;
  closeOnSignal(mock.close);
  const overview = describeServer(mock.url(), served);
  const madeUpToken = options.token === undefined ? mock.token : undefined;
  // The token is only for the user who started the server: a log of JSON lines is collected, and read by others.
  if (!quiet)
    output.tell(
      bannerOf(overview, {
        defaultApi: served.defaultApi,
        notes: notesOf(started),
        store: printableStore(options.store),
        isLocked: mock.token !== undefined,
        madeUpToken,
      }),
    );
  if (!quiet) output.emit({ event: "listening", time: new Date().toISOString(), ...overview });
  if (watch) reloadOnChange(started, output);
};

/** What was served stays served while a file cannot be read. */
const reloadOnChange = ({ files, reload }: Reloadable, output: Output): void => {
  const watch = watchFiles(async () => {
    const time = new Date().toISOString();
    try {
      const started = await reload();
      watch.follow(started.files);
      const notes = notesOf(started);
      output.tell(["Read the descriptions again:", ...notes.map((note) => `  ${note}`), ""].join("\n"));
      output.emit({ event: "reloaded", time, notes });
    } catch (error) {
      const { message } = error as Error;
      output.tell(`${message} What was served before still is.\n`);
      output.emit({ event: "not-reloaded", time, message });
    }
  });
  watch.follow(files);
};

const toServerOptions = (
  files: readonly string[],
  { contract = [], overlay = [], ...options }: Omit<ServeOptions, LogOption | "watch">,
): MockServerOptions => {
  const given: ContractOption[] = [...files.map((file) => ({ file })), ...contract];
  const contracts = given.map((each) => Object.assign({}, each, { overlays: overlay }));
  return { ...ofServer(options), ...(contracts.length > 0 && { contracts }) };
};

const ofServer = ({
  apiKey,
  tenant,
  allowHost,
  allowOrigin,
  instanceUrl,
  lease,
  publicUrl,
  callbackTimeout,
  limit,
  dynamic,
  ignoreExamples,
  seed,
  ...options
}: Omit<ServeOptions, LogOption | "contract" | "overlay" | "watch">): MockServerOptions => ({
  ...options,
  ...(apiKey && { apiKeys: apiKey }),
  ...(tenant && { tenants: tenant }),
  ...(allowHost && { allowHosts: allowHost }),
  ...(allowOrigin && { allowOrigins: allowOrigin }),
  ...(instanceUrl && { instanceUrl: instanceUrl.href }),
  ...(lease !== undefined && { leaseMs: lease }),
  ...(publicUrl && { publicUrl: publicUrl.href }),
  ...(callbackTimeout !== undefined && { callbackTimeoutMs: callbackTimeout }),
  ...(limit && { limits: limit }),
  examples: {
    ...(dynamic && { dynamic }),
    ...(ignoreExamples && { ignoreExamples }),
    ...(seed !== undefined && { seed }),
  },
});
