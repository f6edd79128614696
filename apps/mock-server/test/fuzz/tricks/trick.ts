import type { WireRequest } from "../wire-request.ts";

/** One thing that is wrong, or unusual, with a request. */
export interface Trick {
  /** What it is called where failures and counts are told. */
  readonly name: string;
  readonly apply: (request: WireRequest) => WireRequest;
}

/** What a trick makes allowable. */
export interface Leave {
  /** Further statuses that are a right answer. */
  readonly also?: readonly number[];
  readonly mayBeSilent?: boolean;
}

/** Adds what a trick makes allowable. */
export const allowing = (request: WireRequest, { also = [], mayBeSilent = false }: Leave): WireRequest => ({
  ...request,
  also: [...request.also, ...also],
  mayBeSilent: request.mayBeSilent || mayBeSilent,
});

/** Sets a header, in place of those with the same name. */
export const withHeader = (request: WireRequest, name: string, value: string): WireRequest => ({
  ...withoutHeader(request, name),
  headers: [...withoutHeader(request, name).headers, [name, value]],
});

export const withoutHeader = (request: WireRequest, name: string): WireRequest => ({
  ...request,
  headers: request.headers.filter(([other]) => other.toLowerCase() !== name),
});

/** The first value of a header. */
export const headerOf = ({ headers }: WireRequest, name: string): string | undefined =>
  headers.find(([other]) => other.toLowerCase() === name)?.[1];
