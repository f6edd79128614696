import { type ApiId, type ContractId, controlApiId, isApiId } from "../apis/api-ids.ts";

/** For clients that can change only the host of their URLs: the real Scale API is at `/v1`. */
const alias = "v1";

/** The server's own API: no service has a path like this. */
const control = "_mock";

/** An API, and the path below it. */
export interface Mount {
  readonly apiId: ContractId;
  readonly path: string;
}

/**
 * Finds the API that a path belongs to.
 *
 * @example
 * findMount("/scale-beta/tasks", "scale-v1"); // { apiId: "scale-beta", path: "/tasks" }
 * findMount("/v1/tasks", "scale-v1"); // { apiId: "scale-v1", path: "/tasks" }
 */
export const findMount = (path: string, defaultApi: ApiId): Mount | undefined => {
  const end = path.indexOf("/", 1);
  const name = path.slice(1, end === -1 ? undefined : end);
  const rest = end === -1 ? "/" : path.slice(end);
  if (name === control) return { apiId: controlApiId, path: rest };
  const apiId = name === alias ? defaultApi : name;
  return isApiId(apiId) ? { apiId, path: rest } : undefined;
};

/**
 * The paths at which an API is served.
 *
 * @example
 * mountsOf("scale-v1", "scale-v1"); // ["/scale-v1", "/v1"]
 */
export const mountsOf = (apiId: ApiId, defaultApi: ApiId): string[] => [
  `/${apiId}`,
  ...(apiId === defaultApi ? [`/${alias}`] : []),
];
