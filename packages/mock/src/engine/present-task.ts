import type { TaskRecord } from "./model.ts";

/** A task as the control API shows it. */
export const presentTask = ({ id, api, account, status }: TaskRecord) => ({
  taskId: id,
  ...presentApi(api),
  account,
  status,
});

/**
 * The API of a namespace, and the resource, if the API has several.
 *
 * @example
 * presentApi("assembly/transcript"); // { api: "assembly", resource: "transcript" }
 */
export const presentApi = (namespace: string): { readonly api: string; readonly resource?: string } => {
  const end = namespace.indexOf("/");
  return end === -1
    ? { api: namespace }
    : { api: namespace.slice(0, end), resource: namespace.slice(end + 1) };
};
