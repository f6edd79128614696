import type { Limits } from "@task-contracts/mock/limits";
import { describeServer } from "../server/overview.ts";
import type { ContractOption } from "../contracts/load-contract.ts";
import { type MockServerOptions, startWithEngine } from "../start-mock-server.ts";
import { bannerOf } from "./banner.ts";
import { notesOf } from "./notes.ts";
import { closeOnSignal } from "./close-on-signal.ts";
import { openOutput } from "./output.ts";
import { outliveReader } from "./reader.ts";

/** The options of `task-mock serve`. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly contract?: readonly ContractOption[];
  readonly overlay?: readonly string[];
  readonly dynamic?: boolean;
  readonly ignoreExamples?: boolean;
  readonly seed?: string;
  readonly errors?: boolean;
  readonly defaultApi?: string;
  readonly store: string;
  readonly apiKey?: readonly string[];
  readonly token?: string;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly publicUrl?: URL;
  readonly allowPrivateCallbacks?: boolean;
  readonly callbackTimeout?: number;
  readonly logControl?: boolean;
  readonly limit?: Partial<Limits>;
}

/** Serves until the process is stopped. */
export const serve = async (
  files: readonly string[],
  { logControl: control = false, ...options }: ServeOptions,
): Promise<void> => {
  const output = openOutput({ control });
  outliveReader(output.tell);
  const started = await startWithEngine({ ...toServerOptions(files, options), log: output.log });
  const { mock, served } = started;
  closeOnSignal(mock.close);
  const overview = describeServer(mock.url(), served);
  const madeUpToken = options.token === undefined ? mock.token : undefined;
  // The token is only for the user who started the server: a log of JSON lines is collected, and read by others.
  output.tell(
    bannerOf(overview, {
      defaultApi: served.defaultApi,
      notes: notesOf(started),
      store: options.store,
      isLocked: mock.token !== undefined,
      madeUpToken,
    }),
  );
  output.emit({ event: "listening", time: new Date().toISOString(), ...overview });
};

const toServerOptions = (
  files: readonly string[],
  { contract = [], overlay = [], ...options }: Omit<ServeOptions, "logControl">,
): MockServerOptions => {
  const given: ContractOption[] = [...files.map((file) => ({ file })), ...contract];
  const contracts = given.map((each) => Object.assign({}, each, { overlays: overlay }));
  return { ...ofServer(options), ...(contracts.length > 0 && { contracts }) };
};

const ofServer = ({
  apiKey,
  allowHost,
  allowOrigin,
  publicUrl,
  callbackTimeout,
  limit,
  dynamic,
  ignoreExamples,
  seed,
  ...options
}: Omit<ServeOptions, "contract" | "logControl" | "overlay">): MockServerOptions => ({
  ...options,
  ...(apiKey && { apiKeys: apiKey }),
  ...(allowHost && { allowHosts: allowHost }),
  ...(allowOrigin && { allowOrigins: allowOrigin }),
  ...(publicUrl && { publicUrl: publicUrl.href }),
  ...(callbackTimeout !== undefined && { callbackTimeoutMs: callbackTimeout }),
  ...(limit && { limits: limit }),
  examples: {
    ...(dynamic && { dynamic }),
    ...(ignoreExamples && { ignoreExamples }),
    ...(seed !== undefined && { seed }),
  },
});
