import type { components, paths } from "@task-contracts/contracts/mock-control-v1";
import createClient from "openapi-fetch";
import { askForToken, token } from "./token.ts";

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

interface Answer<T> {
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
export const dataOf = async <T>(call: Promise<Answer<T>>): Promise<T> => {
  const { data, error, response } = await call.catch((cause: unknown): never => {
    throw new ControlError("The server does not respond. Is it running?", { cause });
  });
  if (response.ok) return data as T;
  const { error: message } = Object(error) as { error?: unknown };
  throw new ControlError(
    typeof message === "string" ? message : `The server responded with ${response.status}.`,
  );
};

/** The message of an error, for people. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
