import { freePort } from "../processes/free-port.ts";
import { call } from "../processes/call.ts";
import { startProcess } from "../processes/start-process.ts";
import type { Peer, Server } from "./peer.ts";
import { taskMock } from "./paths.ts";

/** How to start our server beyond what is usual. */
export interface OurOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Our mock server, as users start it. */
export const launchOurs = async ({ args = [], env = {} }: OurOptions = {}): Promise<Server> => {
  const port = await freePort();
  const running = startProcess([taskMock, "serve", "--port", String(port), ...args], { env });
  return { ...running, port, base: "/scale-v1" };
};

export const ours: Peer = { name: "ours", launch: () => launchOurs() };

/**
 * Calls the control API.
 *
 * @returns The body of the answer, if it has one.
 * @throws {Error} If it refuses.
 * @example
 * await control(server, "PATCH", "/settings?account=*", { liveCompletion: "by-urgency" });
 */
export const control = async <T = unknown>(
  { port }: Server,
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: object,
): Promise<T> => {
  const { status, body: text } = await call(port, {
    method,
    path: `/_mock${path}`,
    headers: body ? { "content-type": "application/json" } : {},
    ...(body && { body: JSON.stringify(body) }),
  });
  if (status >= 300) throw new Error(`${method} /_mock${path} was answered with ${status}: ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
};

/** Forgets everything, and lets all accounts have a callback URL at which nobody will be called. */
export const startAfresh = async (server: Server): Promise<void> => {
  await control(server, "POST", "/reset?account=*");
  await control(server, "PATCH", "/settings?account=*", { defaultCallbackUrl: "http://127.0.0.1:9/" });
};
