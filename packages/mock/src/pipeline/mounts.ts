/** For clients that can change only the host of their URLs: the real service of the default API is at `/v1`. */
const alias = "v1";

/** The mock's own API: no service has a path like this. */
const control = "_mock";

/** What is served beside the APIs: the console, and receivers of callbacks. */
const ownPages: ReadonlySet<string> = new Set(["_console", "_receiver"]);

/** The served APIs, and their paths. */
export interface Served {
  /** The ids of the mocked APIs, each of which is served at `/<id>`. */
  readonly apis: ReadonlySet<string>;
  /** The API that is also served at `/v1`. */
  readonly defaultApi: string;
  /** The id of the mock's own API. */
  readonly controlApi: string;
  /** The id of the API that is served at the root as well. */
  readonly root?: string;
  /** The paths of the user's APIs, which are known only by their description. */
  readonly shapes?: ReadonlyMap<string, PathShape>;
}

/** The paths of an API. */
export interface PathShape {
  /** Their possible prefixes: the paths of its servers. */
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
  const { apis, controlApi, defaultApi, root, shapes } = served;
  const end = path.indexOf("/", 1);
  const name = path.slice(1, end === -1 ? undefined : end);
  const rest = end === -1 ? "/" : path.slice(end);
  if (name === control) return { apiId: controlApi, path: rest };
  if (ownPages.has(name)) return undefined;
  if (root === undefined) {
    const apiId = name === alias ? defaultApi : name;
    return apis.has(apiId) ? { apiId, path: meaningOf([rest], shapes?.get(apiId)) ?? rest } : undefined;
  }
  const meant = meaningOf(name === root ? [rest, path] : [path], shapes?.get(root));
  return meant === undefined && path === "/" ? undefined : { apiId: root, path: meant ?? path };
};

/**
 * The contract decides what a path means. At the root, `/exports/7` may be `/7` of the API `exports` or its `/exports/7`,
 * and the path of a server is optional: `/v2/tasks` of `https://api.example/v2` is `/tasks` as well.
 *
 * @param paths The possible meanings, the most likely first.
 */
const meaningOf = (paths: readonly string[], shape: PathShape | undefined): string | undefined => {
  if (!shape) return undefined;
  const { hasPath, prefixes } = shape;
  return paths
    .flatMap((path) => {
      const prefix = prefixes.find((candidate) => path.startsWith(`${candidate}/`));
      return prefix === undefined ? [path] : [path.slice(prefix.length), path];
    })
    .find(hasPath);
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
  if (root === apiId) return ["", `/${apiId}`];
  return apiId === defaultApi ? [`/${apiId}`, `/${alias}`] : [`/${apiId}`];
};
