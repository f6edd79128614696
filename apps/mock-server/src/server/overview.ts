import { type ApiId, apiIds } from "@task-contracts/mock/apis/api-ids";
import { contracts } from "@task-contracts/mock/apis/contracts";
import { version } from "../version.ts";
import { curlFor } from "./curl.ts";
import { mountsOf } from "@task-contracts/mock/pipeline/mounts";

/** What the server serves, for the start page, programs and the terminal. */
export interface Overview {
  readonly name: string;
  readonly version: string;
  readonly health: string;
  readonly apis: readonly ServedApi[];
}

/** One API, and where to find it. */
export interface ServedApi {
  readonly id: ApiId;
  /** The base URL first, then other names for it. */
  readonly urls: readonly [string, ...string[]];
  /** A command to try, as it is. */
  readonly curl: string;
}

/**
 * Sums up what is served at an origin.
 *
 * @example
 * describeServer("http://127.0.0.1:4010", "scale-v1").apis[0].urls;
 * // ["http://127.0.0.1:4010/scale-v1", "http://127.0.0.1:4010/v1"]
 */
export const describeServer = (origin: string, defaultApi: string): Overview => ({
  name: "Task Contracts mock server",
  version,
  health: `${origin}/_mock/health`,
  apis: apiIds.map((id) => {
    const [url, ...others] = mountsOf(id, { defaultApi }).map((path) => origin + path);
    if (url === undefined) throw new Error(`${id} is served nowhere.`);
    return { id, urls: [url, ...others], curl: curlFor(url, contracts[id].operations) };
  }),
});
