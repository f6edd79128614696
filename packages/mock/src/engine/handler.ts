/** A request as the engine sees it: authenticated, valid, and independent of HTTP. */
export interface EngineRequest {
  readonly operationId: string;
  /** The API key. Absent where the API has none: the control API. */
  readonly apiKey?: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** The base URL of this server for clients, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Where the paths of the API begin for the client: `http://127.0.0.1:4010/moderation`. */
  readonly base: string;
}

/** The engine's response. */
export interface EngineResponse {
  readonly status: number;
  /** Absent: an empty response. A string is sent as it is, an async iterable is streamed, anything else becomes JSON. */
  readonly body?: unknown;
  readonly mediaType?: string;
  /** By lower-case name, besides the media type. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Handles one operation, or leaves it to the example mock. */
export type Handler = (request: EngineRequest) => Promise<EngineResponse | undefined>;

/** The operations that are simulated, by operationId. All others are left to the example mock. */
export type Handlers = Readonly<Record<string, Handler>>;
