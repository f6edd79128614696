import type { Api, Extension } from "../engine/extension.ts";
import type { ApiId } from "./api-ids.ts";
import { contracts } from "./contracts.ts";

/** Each is a part of its own in a bundle: a mock of one API loads nothing of the others. */
const extensions: Readonly<Record<ApiId, () => Promise<Extension>>> = {
  "scale-v1": async () => (await import("./scale/extension.ts")).scaleV1,
  "scale-beta": async () => (await import("./scale/extension.ts")).scaleBeta,
  "dataflowkit-v1": async () => (await import("./dataflowkit/extension.ts")).dataflowkitV1,
};

/**
 * Loads some of the APIs that come with the mock.
 *
 * @example
 * const apis = await loadApis(apiIds);
 */
export const loadApis = (ids: readonly ApiId[]): Promise<Api[]> =>
  Promise.all(ids.map(async (id) => ({ contract: contracts[id], extension: await extensions[id]() })));
