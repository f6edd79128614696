import type { ApiId } from "@task-contracts/mock/apis/api-ids";
import type { Limits } from "@task-contracts/mock/limits";
import { describeServer } from "../server/overview.ts";
import { type MockServerOptions, startMockServer } from "../start-mock-server.ts";
import { bannerOf } from "./banner.ts";
import { closeOnSignal } from "./close-on-signal.ts";
import { openOutput } from "./output.ts";
import { outliveReader } from "./reader.ts";

/** What `task-mock serve` is told. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly defaultApi: ApiId;
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

/** Serves until the process is told to stop. */
export const serve = async (options: ServeOptions): Promise<void> => {
  const output = openOutput({ control: options.logControl ?? false });
  outliveReader(output.tell);
  const mock = await startMockServer({ ...toServerOptions(options), log: output.log });
  closeOnSignal(mock.close);
  const overview = describeServer(mock.url(), options.defaultApi);
  const madeUpToken = options.token === undefined ? mock.token : undefined;
  // The token is for whoever started the server: a log of JSON lines is collected, and read by others.
  output.tell(
    bannerOf(overview, {
      defaultApi: options.defaultApi,
      store: options.store,
      isLocked: mock.token !== undefined,
      madeUpToken,
    }),
  );
  output.emit({ event: "listening", time: new Date().toISOString(), ...overview });
};

const toServerOptions = ({
  apiKey,
  allowHost,
  allowOrigin,
  publicUrl,
  callbackTimeout,
  limit,
  ...options
}: ServeOptions): MockServerOptions => ({
  ...options,
  ...(apiKey && { apiKeys: apiKey }),
  ...(allowHost && { allowHosts: allowHost }),
  ...(allowOrigin && { allowOrigins: allowOrigin }),
  ...(publicUrl && { publicUrl: publicUrl.href }),
  ...(callbackTimeout !== undefined && { callbackTimeoutMs: callbackTimeout }),
  ...(limit && { limits: limit }),
});
