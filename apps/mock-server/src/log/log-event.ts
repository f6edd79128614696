/** Something that the server tells about. */
export type LogEvent = RequestEvent | DefectEvent;

/** A request was answered. Queries, headers and bodies are left out: API keys travel in them. */
export interface RequestEvent {
  readonly event: "request";
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  /** From the request's head to the answer, in milliseconds. */
  readonly duration: number;
  /** Absent where no operation of an API is concerned. */
  readonly operation?: string;
  /** What is wrong with the request, in sentences. */
  readonly violations?: readonly string[];
}

/** The server did something wrong: please report it. */
export interface DefectEvent {
  readonly event: "defect";
  /** ISO 8601. */
  readonly time: string;
  /** Absent if no request is concerned. */
  readonly method?: string;
  /** Without the query. */
  readonly path?: string;
  /** What happened; with a stack if there is one, which the client never sees. */
  readonly message: string;
}

/** Takes in what the server tells. */
export type Log = (event: LogEvent) => void;
