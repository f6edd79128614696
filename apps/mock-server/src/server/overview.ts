import type { Contract } from "@task-contracts/mock/contract/contract";
import { version } from "../version.ts";
import { curlFor } from "./curl.ts";
import { mountsOf, type Served } from "@task-contracts/mock/pipeline/mounts";

/** The served APIs, for the start page, JSON clients and the terminal. */
export interface Overview {
  readonly name: string;
  readonly version: string;
  readonly health: string;
  readonly apis: readonly ServedApi[];
}

/** An API, and its URLs. */
export interface ServedApi {
  readonly id: string;
  /** The base URL first, then its aliases. */
  readonly urls: readonly [string, ...string[]];
  /** A command to try. */
  readonly curl: string;
}

/** The served APIs and their paths. */
export interface ServedContracts extends Served {
  readonly contracts: readonly Contract[];
}

/**
 * Summarizes what is served at an origin.
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
