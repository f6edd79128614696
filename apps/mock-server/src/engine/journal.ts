import type { ReportedViolation } from "../pipeline/violation.ts";
import type { ApiId } from "../api-ids.ts";

/** A request to one of the APIs, and what became of it. */
export interface JournalEntry {
  /** By the clock of the account, in milliseconds since 1970. */
  readonly at: number;
  readonly api: ApiId;
  /** The API key, if the request had one. */
  readonly account?: string | undefined;
  readonly operation?: string | undefined;
  readonly method: string;
  /** Below the base URL of the API, without the query. */
  readonly path: string;
  readonly query?: string | undefined;
  /** Absent if the connection was dropped without an answer. */
  readonly status?: number;
  readonly durationMs: number;
  readonly requestBody?: unknown;
  readonly violations: readonly ReportedViolation[];
}

/** Which entries: all conditions must hold, and of those only the newest. */
export interface JournalQuery {
  readonly account?: string | undefined;
  readonly operation?: string | undefined;
  readonly limit: number;
}

/** Remembers the newest requests, in a ring, so that a long run does not fill the memory. */
export class Journal {
  readonly #capacity: number;
  #entries: JournalEntry[] = [];
  /** Where the next entry goes once the ring is full, which is where the oldest is. */
  #next = 0;

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  add(entry: JournalEntry): void {
    if (this.#entries.length < this.#capacity) this.#entries.push(entry);
    else {
      this.#entries[this.#next] = entry;
      this.#next = (this.#next + 1) % this.#capacity;
    }
  }

  /** The oldest first. */
  list({ account, operation, limit }: JournalQuery): JournalEntry[] {
    const inOrder = [...this.#entries.slice(this.#next), ...this.#entries.slice(0, this.#next)];
    return inOrder
      .filter(
        (entry) =>
          (account === undefined || entry.account === account) &&
          (operation === undefined || entry.operation === operation),
      )
      .slice(-limit);
  }

  /** Forgets the entries of an account, or all. */
  clear(account?: string): void {
    this.#entries =
      account === undefined
        ? []
        : this.list({ limit: this.#capacity }).filter((it) => it.account !== account);
    this.#next = 0;
  }
}
