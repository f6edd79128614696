import type { HttpMethod } from "@stoplight/types";
import type { Resource } from "./resource.ts";

/**
 * A request on its way through the pipeline: what Prism calls the input.
 *
 * Prism hands no values from one component to the next, only this object. So what a component finds out about the
 * request is written here: `route` fills `match`, `validateSecurity` the `apiKey`, and `validateInput` turns strings into what the contract says.
 */
export interface MockRequest {
  readonly method: HttpMethod;
  /** The path below the API's mount point, still percent-encoded. */
  readonly path: string;
  readonly query: Record<string, unknown>;
  readonly queryProblem?: QueryProblem | undefined;
  readonly roundedQuery?: readonly RoundedText[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent when the request has no body, or one with a `bodyProblem`. */
  readonly body?: RequestBody | undefined;
  readonly bodyProblem?: BodyProblem | undefined;
  /** The body as text, even if it could not be parsed. Absent when there is none, or one that is no text. */
  readonly bodyText?: BodyText | undefined;
  /** Where the client found this server, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** The request before anything was made of it. Only a proxy has a use for it. */
  readonly raw?: RawRequest;
  match?: RouteMatch;
  /** Who calls, as `validateSecurity` found out. */
  apiKey?: string;
}

/** A request as it came, to be passed on. */
export interface RawRequest {
  readonly method: string;
  /** Below the API's mount point, with the query. */
  readonly target: string;
  /** As they stood on the wire: name, value, name, value. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** Whether the body is too long to be looked into. */
  readonly isUnchecked: boolean;
  /** Aborted when the client closes the connection before it has the whole response. */
  readonly clientLeft: AbortSignal;
}

/** A body that was read and parsed. */
export interface RequestBody {
  readonly mediaType: string;
  readonly value: unknown;
  /** Of a form: the other reading of what may be an array or an object with numbers for names. */
  readonly asObjects?: WeakMap<object, object>;
  /** Of a form: texts that would be rounded as numbers. */
  readonly rounded?: readonly RoundedText[];
}

/** A text that is refused if the contract takes it for a number. */
export interface RoundedText {
  readonly path: readonly string[];
  /** What happened and what to do. */
  readonly message: string;
}

/** A body that was read. */
export interface BodyText {
  readonly mediaType: string;
  readonly text: string;
  /** In bytes. */
  readonly size: number;
}

/** Why the body could not be read or parsed. It counts only if the operation takes a body at all. */
export interface BodyProblem {
  readonly status: 400 | 413 | 415;
  /** What happened and what to do. */
  readonly message: string;
  /** To the field that is wrong, if it is one alone. */
  readonly path?: readonly string[];
}

/** Why a query could not be read as it was meant. */
export interface QueryProblem {
  readonly name: string;
  /** What happened and what to do. */
  readonly message: string;
}

/** What the router found. */
export interface RouteMatch {
  readonly resource: Resource;
  /** Values of the path parameters, percent-decoded. */
  readonly params: Record<string, unknown>;
}
