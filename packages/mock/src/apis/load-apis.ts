import type { Api } from "../engine/extension.ts";
import type { ApiId } from "./api-ids.ts";

/** Each is a part of its own in a bundle: a mock of one API loads nothing of the others. */
const loaders: Readonly<Record<ApiId, () => Promise<Api>>> = {
  "scale-v1": async () => (await import("./scale/v1-api.ts")).scaleV1Api,
  "scale-beta": async () => (await import("./scale/beta-api.ts")).scaleBetaApi,
  "dataflowkit-v1": async () => (await import("./dataflowkit/api.ts")).dataflowkitV1Api,
};

/**
 * Loads some of the APIs that come with the mock.
 *
 * @example
 * const apis = await loadApis(apiIds);
 */
export const loadApis = (ids: readonly ApiId[]): Promise<Api[]> =>
  Promise.all(ids.map((id) => loaders[id]()));
