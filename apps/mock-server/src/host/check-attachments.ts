import type { Unavailable } from "@task-contracts/mock/engine/host";
import { version } from "../version.ts";
import type { AddressPolicy } from "./address-policy.ts";
import { type HttpOutcome, createHttpClient, type HttpClient } from "./http-client.ts";

export interface CheckOptions {
  /** The timeout of each request, in milliseconds. Default: 10 seconds. */
  readonly timeoutMs?: number;
  /** Which IP addresses are allowed. Default: all. */
  readonly allowAddress?: AddressPolicy;
  /** The maximum number of concurrent requests. Default: 8. */
  readonly concurrency?: number;
  /** Ends the check early; URLs that have not responded by then count as failed. */
  readonly signal?: AbortSignal;
}

const maxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Returns the attachments that cannot be downloaded, in the order of `urls`: those that respond with anything but 200,
 * after at most five redirects. Only the head of each response is fetched.
 *
 * @example
 * await checkAttachments(["https://files.example/a.jpg", "https://files.example/gone.jpg"]);
 * // [{ statusCode: 404, url: "https://files.example/gone.jpg" }]
 */
export const checkAttachments = async (
  urls: readonly string[],
  { timeoutMs = 10_000, allowAddress = () => true, concurrency = 8, signal }: CheckOptions = {},
): Promise<Unavailable[]> => {
  const client = createHttpClient({ timeoutMs, allowAddress });
  const checked: Unavailable[] = [];
  const todo = urls.entries();
  const work = async (): Promise<void> => {
    for (const [index, url] of todo)
      checked[index] = { statusCode: await statusOf(url, client, signal), url };
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  client.close();
  return checked.filter(({ statusCode }) => statusCode !== 200);
};

const statusOf = async (
  url: string,
  client: HttpClient,
  signal: AbortSignal | undefined,
): Promise<number> => {
  let target = url;
  for (let followed = 0; ; followed += 1) {
    const answer = await get(target, client, signal);
    if ("error" in answer) return statusInstead(answer.error);
    const { location } = answer.headers;
    const next = redirects.has(answer.status) && location !== undefined ? URL.parse(location, target) : null;
    if (next === null || followed === maxRedirects) return answer.status;
    target = next.href;
  }
};

const get = (url: string, client: HttpClient, signal: AbortSignal | undefined): Promise<HttpOutcome> =>
  client.send({
    method: "GET",
    url,
    headers: { "user-agent": `task-mock/${version}` },
    limits: { keep: 0, discard: 0 },
    signal,
  });

/**
 * The contract requires an HTTP status even if there was no response. A service that downloads on behalf of its caller is a
 * gateway, so these are the statuses of a gateway (RFC 9110, section 15.6): 504 after a timeout, else 502.
 */
const statusInstead = (error: string): number => (error === "timeout" ? 504 : 502);
