/** A request, to be repeated on a command line. */
export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: FormData | string;
}

/** What curl sets by itself, or what only holds for one connection. */
const left = new Set([
  "host",
  "content-length",
  "connection",
  "accept-encoding",
  "user-agent",
  "accept",
  "expect",
]);

/**
 * A curl command that repeats a request.
 *
 * @example
 * curlOf({ method: "POST", url: "http://127.0.0.1:8080/", body: "it's" });
 * // curl -X POST 'http://127.0.0.1:8080/' --data-raw 'it'\''s'
 */
export const curlOf = ({ body, headers = {}, method, url }: CurlRequest): string =>
  [
    `curl -X ${method} ${quote(url)}`,
    ...Object.entries(headers)
      .filter(([name]) => !left.has(name.toLowerCase()))
      .flatMap(([name, value]) => [value].flat().map((each) => `-H ${quote(`${name}: ${String(each)}`)}`)),
    ...(body instanceof FormData
      ? [...body].map(
          ([name, value]) =>
            `--form-string ${quote(`${name}=${typeof value === "string" ? value : value.name}`)}`,
        )
      : body === undefined || body === ""
        ? []
        : [`--data-raw ${quote(body)}`]),
  ].join(" \\\n  ");

/** For a POSIX shell: nothing within single quotes has a meaning. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
