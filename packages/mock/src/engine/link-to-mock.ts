/** Where a task is found. */
export interface TaskAddress {
  /** Where the paths of the API begin for the client. */
  readonly base: string;
  /** What the path of the task has for its parameters, by their names. */
  readonly params: Readonly<Record<string, string>>;
}

/** Lets URLs of the service that a value holds lead to the mock, and to the task that they are about. */
export type LinkToMock = (value: unknown, address: TaskAddress) => unknown;

/**
 * Makes what rewrites the URLs in examples: they lead to the real service, and to the task of the example.
 *
 * @param servers The URLs of the service.
 * @param itemPath The path of a task, as the contract has it.
 * @example
 * const link = createLinkToMock(["https://api.example/v1"], "/jobs/{job_id}");
 * link("https://api.example/v1/jobs/j_1/log", { base: "http://127.0.0.1:4010", params: { job_id: "j_7" } });
 * // "http://127.0.0.1:4010/jobs/j_7/log"
 */
export const createLinkToMock = (
  servers: readonly string[],
  itemPath: string | undefined,
): LinkToMock | undefined => {
  const prefixes = servers
    .map((server) => server.replace(/\/$/, ""))
    .toSorted((left, right) => right.length - left.length);
  if (prefixes.length === 0) return undefined;
  const item = itemPath?.split("/").slice(1);
  const link = (value: unknown, address: TaskAddress): unknown => {
    if (typeof value === "string") return linkOf(value, address);
    if (Array.isArray(value)) return value.map((child) => link(child, address));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, link(child, address)]));
  };
  const linkOf = (url: string, { base, params }: TaskAddress): string => {
    const prefix = prefixes.find((it) => url.startsWith(it) && /^[/?#]?$/.test(url.charAt(it.length)));
    if (prefix === undefined) return url;
    const [path = "", rest = ""] = url.slice(prefix.length).split(/(?=[?#])(.*)/s, 2);
    const segments = path.split("/").slice(1);
    const isOfItem = item?.every((part, index) => part.startsWith("{") || part === segments[index]) ?? false;
    if (!isOfItem || item === undefined || segments.length < item.length) return base + path + rest;
    const own = item.map((part, index) => {
      const param = params[part.slice(1, -1)];
      return part.startsWith("{") && param !== undefined ? encodeURIComponent(param) : segments[index];
    });
    return [base, ...own, ...segments.slice(item.length)].join("/") + rest;
  };
  return link;
};
