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
export const findMount = (path: string, { apis, controlApi, defaultApi }: Served): Mount | undefined => {
  const end = path.indexOf("/", 1);
  const name = path.slice(1, end === -1 ? undefined : end);
  const rest = end === -1 ? "/" : path.slice(end);
  if (name === control) return { apiId: controlApi, path: rest };
  const apiId = name === alias ? defaultApi : name;
  return apis.has(apiId) ? { apiId, path: rest } : undefined;
};

/**
 * The paths at which an API is served.
 *
 * @example
 * mountsOf("moderation", served); // ["/moderation", "/v1"]
 */
export const mountsOf = (apiId: string, { defaultApi }: Pick<Served, "defaultApi">): string[] => [
  `/${apiId}`,
  ...(apiId === defaultApi ? [`/${alias}`] : []),
];
