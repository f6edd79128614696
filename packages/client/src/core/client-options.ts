import type { Clock } from "./clock.ts";

/** How the body of a request is written. Both say the same, except that a form has only text. */
export type BodyEncoding = "json" | "form";

/** Headers to send. One that is `null` or `undefined` is left out. */
export type HeaderValues = Headers | Readonly<Record<string, string | null | undefined>>;

/** One try of a call, before it is sent. */
export interface RequestEvent {
  readonly operationId: string;
  /** 1 for the first try, 2 for the first retry, and so on. */
  readonly attempt: number;
  /** The request without its credentials, so that it can be logged. */
  readonly request: Request;
}

/** One try of a call, after it was answered. */
export interface ResponseEvent extends RequestEvent {
  /** A copy of the answer, for you to read. */
  readonly response: Response;

  /** How long it took, in milliseconds. */
  readonly durationMs: number;
}

/** One try of a call that brought no response, or none that is one of the API. */
export interface ErrorEvent extends RequestEvent {
  /** What the try failed with: a `TaskApiError`, unless `onRequest` threw. */
  readonly error: unknown;

  /** How long it took to fail, in milliseconds. */
  readonly durationMs: number;
}

/** How a client behaves. Only the key is required. */
export interface ClientOptions {
  /** The API key of your account. It never appears in errors, hooks or logs. */
  readonly apiKey: string;

  /** Where the API is, if not at its usual place. */
  readonly baseUrl?: string | undefined;

  /** What to call instead of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;

  /** Headers to send with every request. */
  readonly headers?: HeaderValues | undefined;

  /** How long one try may take, body included, in milliseconds. Default: 30,000. */
  readonly timeoutMs?: number | undefined;

  /** How many times a call that only reads is repeated after a failure that may pass. Default: 2. */
  readonly retries?: number | undefined;

  /** How bodies are written. Default: `json`. */
  readonly bodyEncoding?: BodyEncoding | undefined;

  /**
   * Called before each try. It may change the headers of the request, or return another request. If it throws, the call
   * fails with what it throws.
   */
  readonly onRequest?: ((event: RequestEvent) => Request | void | Promise<Request | void>) | undefined;

  /** Called after each try that got a response. If it throws, the call fails with what it throws. */
  readonly onResponse?: ((event: ResponseEvent) => void | Promise<void>) | undefined;

  /**
   * Called after each try that got no response: each one ends with either `onResponse` or `onError`. The call does not wait
   * for it, and its own failures go to the console.
   */
  readonly onError?: ((event: ErrorEvent) => void | Promise<void>) | undefined;

  /** Where time comes from. Default: the system. */
  readonly clock?: Clock | undefined;
}

/** What can be set for a single call. What is not set is as the client has it. */
export interface CallOptions {
  /** Stops the call, its retries and its waits. */
  readonly signal?: AbortSignal | undefined;

  /** How long one try may take, body included, in milliseconds. For the call as a whole use `AbortSignal.timeout`. */
  readonly timeoutMs?: number | undefined;

  /** How many times the call is repeated. Calls that change something never are. */
  readonly retries?: number | undefined;

  /** Headers to send beside those of the client, or instead of them. */
  readonly headers?: HeaderValues | undefined;

  /** How the body is written. */
  readonly bodyEncoding?: BodyEncoding | undefined;
}
