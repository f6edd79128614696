/** For clients that can change only the host of their URLs: the real service of the default API is at `/v1`. */
const alias = "v1";

/** The mock's own API: no service has a path like this. */
const control = "_mock";

/** What is served, and where. */
export interface Served {
  /** The ids of the mocked APIs, each of which is served at `/<id>`. */
  readonly apis: ReadonlySet<string>;
  /** The API that is also served at `/v1`. */
  readonly defaultApi: string;
  /** The id of the mock's own API. */
  readonly controlApi: string;
  /** An API that is served at the root as well. */
  readonly root?: Root;
}

/** An API at the root. */
export interface Root {
  readonly apiId: string;
  /** What its paths may begin with: the paths of its servers. */
  readonly prefixes: readonly string[];
  /** Whether its contract has a path. */
  readonly hasPath: (path: string) => boolean;
}

/** An API, and the path below it. */
export interface Mount {
  readonly apiId: string;
  readonly path: string;
}

/**
 * Finds the API that a path belongs to.
 *
 * @example
 * findMount("/moderation/tasks", served); // { apiId: "moderation", path: "/tasks" }
 * findMount("/v1/tasks", served); // { apiId: "moderation", path: "/tasks" }
 */
export const findMount = (path: string, served: Served): Mount | undefined => {
  const { apis, controlApi, defaultApi, root } = served;
  const end = path.indexOf("/", 1);
  const name = path.slice(1, end === -1 ? undefined : end);
  const rest = end === -1 ? "/" : path.slice(end);
  if (name === control) return { apiId: controlApi, path: rest };
  if (root) return mountAtRoot({ name, path, rest }, root);
  const apiId = name === alias ? defaultApi : name;
  return apis.has(apiId) ? { apiId, path: rest } : undefined;
};

/**
 * At the root, the contract decides what a path means. `/exports/7` may be `/7` of the API `exports` or its `/exports/7`,
 * and the path of a server may be there or not: `/v2/tasks` of `https://api.example/v2` is `/tasks` as well.
 */
const mountAtRoot = (
  { name, path, rest }: { readonly name: string; readonly path: string; readonly rest: string },
  { apiId, hasPath, prefixes }: Root,
): Mount | undefined => {
  const prefix = prefixes.find((candidate) => path.startsWith(`${candidate}/`));
  const meanings = [
    ...(name === apiId ? [rest] : []),
    ...(prefix === undefined ? [] : [path.slice(prefix.length)]),
    path,
  ];
  const meant = meanings.find(hasPath) ?? (path === "/" ? undefined : path);
  return meant === undefined ? undefined : { apiId, path: meant };
};

/**
 * The paths at which an API is served.
 *
 * @example
 * mountsOf("moderation", served); // ["/moderation", "/v1"]
 */
export const mountsOf = (
  apiId: string,
  { defaultApi, root }: Pick<Served, "defaultApi" | "root">,
): string[] => {
  if (root) return ["", `/${apiId}`];
  return apiId === defaultApi ? [`/${apiId}`, `/${alias}`] : [`/${apiId}`];
};
