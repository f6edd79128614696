import { type Callback, type Operation, refName } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";

/**
 * The file of the repository that describes an operation. Files of paths are named after their URLs.
 *
 * @example
 * operationFile(api, operation); // "openapi/scale-v1/paths/task_{task_id}_cancel.yaml"
 */
export const operationFile = (api: Pick<Api, "id">, { path }: Pick<Operation, "path">): string =>
  `openapi/${api.id}/paths/${path.slice(1).replaceAll("/", "_")}.yaml`;

/** The file of the repository that describes a callback, which is a component. */
export const callbackFile = (api: Pick<Api, "id">, cause: Operation, { name }: Callback): string =>
  `openapi/${api.id}/callbacks/${refName(cause.source.callbacks?.[name]) ?? name}.yaml`;
