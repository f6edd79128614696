import type { Limits } from "../limits.ts";
import type { KeptBody } from "../text/keep-body.ts";

/** By name, in lower case. */
export type KeptHeaders = Readonly<Record<string, unknown>>;

/** A violation in a request or a response, in the format of Prism's `sl-violations` header. */
export interface ReportedViolation {
  readonly location: readonly string[];
  readonly severity: string;
  readonly code?: string | number;
  readonly message: string;
}

/** A request to one of the APIs, and the response. It contains keys as they were sent: `present` removes them. */
export interface JournalEntry {
  readonly requestId: string;
  /** By the clock of the account, in milliseconds since 1970. */
  readonly at: number;
  readonly api: string;
  /** The API key, if the request had one. */
  readonly account?: string | undefined;
  readonly operation?: string | undefined;
  /** The task that the request created or names. */
  readonly taskId?: string | undefined;
  readonly method: string;
  /** Below the base URL of the API, without the query. */
  readonly path: string;
  readonly query?: string | undefined;
  /** Absent if the connection was dropped without a response. */
  readonly status?: number;
  readonly durationMs: number;
  readonly requestHeaders: KeptHeaders;
  readonly requestBody?: KeptBody | undefined;
  readonly responseHeaders?: KeptHeaders | undefined;
  readonly responseBody?: KeptBody | undefined;
  readonly violations: readonly ReportedViolation[];
}

/** Filters entries: all conditions must hold. Only the newest matches are returned. */
export interface JournalQuery {
  readonly account?: string | undefined;
  readonly operation?: string | undefined;
  readonly taskId?: string | undefined;
  readonly limit: number;
}

/** Stores the newest requests, limited in number and in bytes, so that a long run does not fill the memory. */
export class Journal {
  readonly #limits: Limits;
  /** Oldest first. Deleted entries leave gaps at the beginning, which are closed from time to time. */
  #entries: (JournalEntry | undefined)[] = [];
  #first = 0;
  /** In bytes, of each of the entries. */
  #sizes: number[] = [];
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  add(entry: JournalEntry): void {
    const size = sizeOf(entry);
    this.#entries.push(entry);
    this.#sizes.push(size);
    this.#bytes += size;
    const { journalBytes, journalEntries } = this.#limits;
    while (this.#entries.length - this.#first > journalEntries || this.#bytes > journalBytes) this.#forget();
  }

  /** Oldest first. */
  list({ account, operation, taskId, limit }: JournalQuery): JournalEntry[] {
    const found = this.#all().filter(
      (entry) =>
        (account === undefined || entry.account === account) &&
        (operation === undefined || entry.operation === operation) &&
        (taskId === undefined || entry.taskId === taskId),
    );
    return limit === 0 ? [] : found.slice(-limit);
  }

  /** Deletes the entries of an account, or all. */
  clear(account?: string): void {
    const left = account === undefined ? [] : this.#all().filter((it) => it.account !== account);
    this.#entries = left;
    this.#sizes = left.map(sizeOf);
    this.#first = 0;
    this.#bytes = this.#sizes.reduce((bytes, size) => bytes + size, 0);
  }

  #all(): JournalEntry[] {
    return this.#entries.filter((entry) => entry !== undefined);
  }

  #forget(): void {
    this.#bytes -= this.#sizes[this.#first] ?? 0;
    this.#entries[this.#first] = undefined;
    this.#first += 1;
    if (this.#first * 2 < this.#entries.length) return;
    this.#entries.splice(0, this.#first);
    this.#sizes.splice(0, this.#first);
    this.#first = 0;
  }
}

/** The approximate overhead of an entry, and of each of its violations, in bytes. */
const overhead = 512;

/** The approximate overhead of a header value, in bytes: a place in the table of headers, and two texts. */
const overheadOfHeader = 64;

/** An upper bound, in bytes: text that is not Latin-1 takes two bytes a character, and at most two per byte of UTF-8. */
const sizeOf = (entry: JournalEntry): number => {
  const { account = "", path, query = "", requestHeaders, requestBody } = entry;
  const { responseHeaders, responseBody, violations } = entry;
  let size = overhead + 2 * account.length + sizeOfText(path) + query.length;
  size += sizeOfBody(requestBody) + sizeOfBody(responseBody);
  size += sizeOfHeaders(requestHeaders) + (responseHeaders ? sizeOfHeaders(responseHeaders) : 0);
  for (const { location, message } of violations) {
    size += overhead + 2 * message.length;
    for (const part of location) size += 2 * part.length;
  }
  return size;
};

/** In this path, `…` replaces a key. */
const sizeOfText = (text: string): number => (text.includes("…") ? 2 * text.length : text.length);

const sizeOfBody = (body: KeptBody | undefined): number => {
  if (body === undefined) return 0;
  const { mediaType, size, text } = body;
  return mediaType.length + (text.length === size ? size : 2 * text.length);
};

const sizeOfHeaders = (headers: KeptHeaders): number => {
  let size = 0;
  for (const name in headers) size += name.length + sizeOfValue(headers[name]);
  return size;
};

const sizeOfValue = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((size: number, each) => size + sizeOfValue(each), 0);
  return overheadOfHeader + (typeof value === "string" ? value.length : 0);
};
