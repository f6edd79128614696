import type { Contract } from "@task-contracts/mock/contract/contract";
import { version } from "../version.ts";
import { curlFor } from "./curl.ts";
import { mountsOf, type Served } from "@task-contracts/mock/pipeline/mounts";

/** What the server serves, for the start page, programs and the terminal. */
export interface Overview {
  readonly name: string;
  readonly version: string;
  readonly health: string;
  readonly apis: readonly ServedApi[];
}

/** One API, and where to find it. */
export interface ServedApi {
  readonly id: string;
  /** The base URL first, then other names for it. */
  readonly urls: readonly [string, ...string[]];
  /** A command to try, as it is. */
  readonly curl: string;
}

/** What is served, and where. */
export interface ServedContracts extends Served {
  readonly contracts: readonly Contract[];
}

/**
 * Sums up what is served at an origin.
 *
 * @example
 * describeServer("http://127.0.0.1:4010", served).apis[0].urls;
 * // ["http://127.0.0.1:4010/scale-v1", "http://127.0.0.1:4010/v1"]
 */
export const describeServer = (origin: string, served: ServedContracts): Overview => ({
  name: "Task Contracts mock server",
  version,
  health: `${origin}/_mock/health`,
  apis: served.contracts.map(({ apiId, operations }) => {
    const [url, ...others] = mountsOf(apiId, served).map((path) => origin + path);
    if (url === undefined) throw new Error(`${apiId} is served nowhere.`);
    return { id: apiId, urls: [url, ...others], curl: curlFor(url, operations) };
  }),
});
