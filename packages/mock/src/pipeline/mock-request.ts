import type { HttpMethod } from "@stoplight/types";
import type { ParsedBody } from "../parsing/parse-body.ts";
import type { ParsedQuery } from "../parsing/parse-query.ts";
import type { Resource } from "./resource.ts";

/**
 * A request on its way through the pipeline: Prism's input.
 *
 * Prism passes no values from one component to the next, only this object. So what a component finds out about the
 * request is written here: `route` sets `match`, `validateSecurity` sets `apiKey`, and `validateInput` converts strings.
 */
export interface MockRequest extends ParsedBody, ParsedQuery {
  readonly method: HttpMethod;
  /** The path below the API's mount point, still percent-encoded. */
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The base URL at which the client found this server, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** The same, with the path at which the API was found. */
  readonly base: string;
  /** The request before anything was made of it. Only a proxy has a use for it. */
  readonly raw?: RawRequest;
  match?: RouteMatch;
  /** The caller, as `validateSecurity` found out. */
  apiKey?: string;
}

/** A raw request, to be passed on. */
export interface RawRequest {
  readonly method: string;
  /** Below the API's mount point, with the query. */
  readonly target: string;
  /** As they were sent: name, value, name, value. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** Whether the body is too long to be parsed. */
  readonly isUnchecked: boolean;
  /** Aborted when the client closes the connection before it has the whole response. */
  readonly clientLeft: AbortSignal;
}

/** What the router found. */
export interface RouteMatch {
  readonly resource: Resource;
  /** Values of the path parameters, percent-decoded. */
  readonly params: Record<string, unknown>;
}
