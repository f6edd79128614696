import type { MockOptions } from "../create-mock.ts";

/** The options of a mock that can be sent to a worker. */
export type SentOptions = Pick<MockOptions, "apis" | "apiKeys" | "contracts" | "limits">;

/** The first message to a worker. It carries the port of the connection. */
export interface ConnectMessage {
  readonly type: "task-contracts:connect";
  readonly options: SentOptions;
  /** Whether callbacks are sent to the page. */
  readonly receivesCallbacks: boolean;
}

/** The first message over a connection: the mock, or why there is none. */
export type Greeting =
  | { readonly type: "ready"; readonly apis: readonly string[]; readonly servers: readonly string[] }
  | { readonly type: "failed"; readonly reason: string };

/** A request over a connection, in either direction. It carries the port of its response. */
export interface RequestMessage {
  readonly type: "request";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer;
}

/** The last message over a connection. */
export interface CloseMessage {
  readonly type: "close";
}

/** The parts of a response, in their order. */
export type ResponseMessage =
  | {
      readonly type: "head";
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
    }
  | { readonly type: "chunk"; readonly bytes: Uint8Array }
  | { readonly type: "end" }
  /** There is no response, or the rest of it is missing. */
  | { readonly type: "failed"; readonly reason: string };

/** What the reader of a response says: it wants one more part of the body, or nothing any more. */
export interface ReaderMessage {
  readonly type: "pull" | "cancel";
}

/** Whether a message is ours: workers may get others. */
export const isConnect = (message: unknown): message is ConnectMessage =>
  (Object(message) as Partial<ConnectMessage>).type === "task-contracts:connect";
