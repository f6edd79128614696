import type { components, paths } from "@task-contracts/contracts/mock-control-v1";
import createClient from "openapi-fetch";
import { askForToken, isToken, setToken, token } from "./token.ts";

/** The schemas of the control API. */
export type Schemas = components["schemas"];

/** The server that serves this page, as its links are made from: it may be behind a proxy with a path. */
export const serverUrl = new URL("..", document.baseURI).href.replace(/\/$/, "");

/** The control API of the server that serves this page. */
export const control = createClient<paths>({ baseUrl: `${serverUrl}/_mock` });

control.use({
  onRequest: ({ request }) => {
    if (token.value !== "") request.headers.set("authorization", `Bearer ${token.value}`);
    return request;
  },
  onResponse: ({ response }) => {
    if (response.status === 401) askForToken();
  },
});

/** An error that the server explained. */
export class ControlError extends Error {
  override readonly name = "ControlError";
}

interface Result<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a response of the control API.
 *
 * @throws {ControlError} With the message of the server, if it is an error.
 * @example
 * const { now } = await dataOf(control.GET("/clock", { params: { query: { account } } }));
 */
export const dataOf = async <T>(call: Promise<Result<T>>): Promise<T> => {
  const { data, error, response } = await call.catch((cause: unknown): never => {
    throw new ControlError("The server does not respond. Is it running?", { cause });
  });
  if (response.ok) return data as T;
  const { error: message } = Object(error) as { error?: unknown };
  throw new ControlError(
    typeof message === "string" ? message : `The server responded with ${response.status}.`,
  );
};

/**
 * Uses a token, if the server accepts it.
 *
 * @returns What is wrong with it, if it is not accepted.
 */
export const tryToken = async (text: string): Promise<string | undefined> => {
  if (!isToken(text)) return "A token has only letters, digits and other characters of ASCII.";
  const headers = { authorization: `Bearer ${text}` };
  const response = await fetch(`${serverUrl}/_mock/accounts`, { headers }).catch(() => undefined);
  if (!response) return "The server does not respond. Is it running?";
  if (response.status === 401) return "That was not the token of this server.";
  // A token for some accounts may not list all: 403.
  if (!response.ok && response.status !== 403) return `The server responded with ${response.status}.`;
  setToken(text);
  return undefined;
};

/** The message of an error, for people. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
