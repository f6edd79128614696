import type { WireRequest } from "./wire-request.ts";

/** What to send, where, and for how long: a duration, or a number of requests. */
export interface LoadJob {
  readonly port: number;
  /** Sent in turn. */
  readonly requests: readonly WireRequest[];
  /** Requests under way at a time, each on a connection of its own. */
  readonly connections: number;
  readonly until: { readonly milliseconds: number } | { readonly answers: number };
  /** The status that every answer must have. */
  readonly status: number;
}

/** What came of it. */
export interface LoadResult {
  readonly answers: number;
  readonly seconds: number;
  /** Answers with another status, and connections that broke. */
  readonly failures: number;
  /** Why the first of them failed. */
  readonly firstFailure?: string;
}

/** A load generator. */
export type Load = (job: LoadJob) => Promise<LoadResult>;
