import type { IncomingMessage } from "node:http";
import { reasonOf, sendRequest } from "../outgoing/send-request.ts";
import { commandLine } from "./command-line.ts";
import { CommandError } from "./command-error.ts";
import { NoServerError } from "./no-server-error.ts";

/** The server to call, and its credentials. */
export interface ControlOptions {
  readonly server: URL;
  readonly token?: string;
  /** An API key. */
  readonly account?: string;
}

/** A call of the control API. */
interface Call {
  readonly method: "DELETE" | "GET" | "PATCH" | "POST";
  /** Below `/_mock`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/**
 * Calls the control API of a running server. The response is a success, and its body is not read yet.
 *
 * @throws {NoServerError} If there is no response.
 * @throws {CommandError} If the server rejects the call; with its reason.
 * @example
 * const response = await callControl({ server }, { method: "GET", path: "/health" });
 */
export const callControl = async (options: ControlOptions, call: Call): Promise<IncomingMessage> => {
  const { server, token } = options;
  const { method, body, signal } = call;
  const response = await sendRequest(urlOf(options, call), {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw new NoServerError(
      `There is no mock server at ${nameOf(server)} (${reasonOf(error)}). Start one with "${commandLine}", or name another one with --server.`,
      { cause: error },
    );
  });
  if (response.statusCode === 200 || response.statusCode === 204) return response;
  throw new CommandError(explain(options, response, await readBody(response)));
};

/**
 * Calls the control API, and reads the response.
 *
 * @throws {NoServerError} As `callControl`.
 * @throws {CommandError} As `callControl`.
 * @example
 * const clock = await askControl<Clock>({ server, account: "live_a" }, { method: "POST", path: "/clock/freeze" });
 */
export const askControl = async <T>(options: ControlOptions, call: Call): Promise<T> =>
  (await readBody(await callControl(options, call))) as T;

/**
 * Reads JSON, if there is any.
 *
 * @example
 * const task = await readBody(response);
 */
export const readBody = async (response: IncomingMessage): Promise<unknown> => {
  const text = (await response.setEncoding("utf8").toArray()).join("");
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The short form of a server's URL.
 *
 * @example
 * nameOf(new URL("http://127.0.0.1:4010")); // "http://127.0.0.1:4010"
 */
export const nameOf = ({ origin, pathname }: URL): string => `${origin}${pathname.replace(/\/$/, "")}`;

const urlOf = ({ server, account }: ControlOptions, { path, query = {} }: Call): URL => {
  const url = new URL(`${nameOf(server)}/_mock${path}`);
  for (const [name, value] of Object.entries({ account, ...query }))
    if (value !== undefined) url.searchParams.set(name, value);
  return url;
};

const explain = (
  { server, token }: ControlOptions,
  { statusCode }: IncomingMessage,
  body: unknown,
): string => {
  const { error } = Object(body) as { error?: unknown };
  if (typeof error !== "string") {
    return `The server at ${nameOf(server)} is not a mock server: it responded with ${statusCode}. Name the right one with --server.`;
  }
  if (statusCode !== 401) return error;
  return token === undefined
    ? "The mock server requires a token, which it printed at startup. Pass it with --token, or set TASK_MOCK_TOKEN."
    : "The token is not that of the mock server. It printed the right one at startup.";
};
