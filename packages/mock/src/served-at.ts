import type { Engine } from "./engine/create-engine.ts";
import type { Mount } from "./pipeline/mounts.ts";

/** Where the contract says that an API is served. */
export interface ServedAt {
  readonly apiId: string;
  /** The URLs of its servers. */
  readonly servers: readonly string[];
}

/** Where requests are expected. */
export interface Places {
  readonly servers: readonly ServedAt[];
  /** The URL at which the mock itself is found. Default: the root of any host. */
  readonly publicUrl?: string | undefined;
}

/** Where a request was sent. */
interface Place {
  /** What links begin with. */
  readonly origin: string;
  /** The path after it. */
  readonly path: string;
}

/**
 * Separates where the mock is found from the path of a request.
 *
 * @example
 * placeOf(new URL("https://shop.example/mock/_mock/health"), "https://shop.example/mock/");
 * // { origin: "https://shop.example/mock", path: "/_mock/health" }
 */
export const placeOf = ({ origin, pathname }: URL, publicUrl: string | undefined): Place => {
  const base = publicUrl?.replace(/\/$/, "") ?? origin;
  const whole = origin + pathname;
  return whole.startsWith(`${base}/`)
    ? { origin: base, path: whole.slice(base.length) }
    : { origin, path: pathname };
};

/** The URL of a server, parsed once. */
export interface Base {
  readonly apiId: string;
  readonly origin: string;
  /** Without a trailing slash. */
  readonly prefix: string;
}

/** The URLs of all servers, the longest path first, since one server may be below another. */
export const basesOf = (served: readonly ServedAt[]): readonly Base[] =>
  served
    .flatMap(({ apiId, servers }) =>
      servers.map((server): Base => {
        const { origin, pathname } = new URL(server);
        return { apiId, origin, prefix: pathname.replace(/\/$/, "") };
      }),
    )
    .toSorted((left, right) => right.prefix.length - left.prefix.length);

/** The API whose server is called, unless the path is one of the mock's own. */
export const mountOf = (
  bases: readonly Base[],
  { apis }: Pick<Engine, "apis">,
  origin: string,
  pathname: string,
): Mount | undefined => {
  const [, first = ""] = pathname.split("/", 2);
  if (first === "_mock" || apis.has(first)) return undefined;
  const base = bases.find(
    (candidate) =>
      candidate.origin === origin &&
      (pathname === candidate.prefix || pathname.startsWith(`${candidate.prefix}/`)),
  );
  return base && { apiId: base.apiId, path: pathname.slice(base.prefix.length) || "/" };
};
