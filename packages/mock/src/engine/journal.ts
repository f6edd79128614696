import type { Limits } from "../limits.ts";
import type { KeptBody } from "../text/keep-body.ts";

/** By name, in lower case. */
export type KeptHeaders = Readonly<Record<string, unknown>>;

/** Something that is wrong with a request or a response, as Prism's own server shows it in the `sl-violations` header. */
export interface ReportedViolation {
  readonly location: readonly string[];
  readonly severity: string;
  readonly code?: string | number;
  readonly message: string;
}

/** A request to one of the APIs, and the response. Keys are in it as they were sent: `present` takes them out. */
export interface JournalEntry {
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

/** Which entries: all conditions must hold, and of those only the newest. */
export interface JournalQuery {
  readonly account?: string | undefined;
  readonly operation?: string | undefined;
  readonly limit: number;
}

/** Remembers the newest requests, bounded by their number and by their bytes, so that a long run does not fill the memory. */
export class Journal {
  readonly #limits: Limits;
  /** The oldest first. What was forgotten leaves gaps at the beginning, which are closed from time to time. */
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

  /** The oldest first. */
  list({ account, operation, limit }: JournalQuery): JournalEntry[] {
    const found = this.#all().filter(
      (entry) =>
        (account === undefined || entry.account === account) &&
        (operation === undefined || entry.operation === operation),
    );
    return limit === 0 ? [] : found.slice(-limit);
  }

  /** Forgets the entries of an account, or all. */
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

/** What an entry, and each of its violations, takes besides its texts, roughly, in bytes. */
const overhead = 512;

/** What a value of a header takes besides its text, roughly, in bytes: a place in the table of headers, and two texts. */
const overheadOfHeader = 64;

/** In bytes, from above: what is not Latin-1 takes two bytes a character, and no more than two per byte of UTF-8. */
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

/** The path has a `…` where a key was. */
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
