import type { AccountRecord } from "../model.ts";

/** An account, and its position among the others. */
interface Entry {
  readonly position: number;
  readonly record: AccountRecord;
}

/**
 * The accounts in the order of their creation, in memory.
 *
 * @example
 * const accounts = new AccountTable();
 * accounts.put(account);
 * accounts.get(account.key); // account
 */
export class AccountTable {
  readonly #entries = new Map<string, Entry>();
  #lastPosition = 0;

  get(key: string): AccountRecord | undefined {
    return this.#entries.get(key)?.record;
  }

  all(): AccountRecord[] {
    const entries = [...this.#entries.values()].toSorted((left, right) => left.position - right.position);
    return entries.map(({ record }) => record);
  }

  /** Adds an account, or replaces the one with the same key. Returns a function that undoes this. */
  put(record: AccountRecord): () => void {
    const old = this.#entries.get(record.key);
    this.#entries.set(record.key, { position: old?.position ?? ++this.#lastPosition, record });
    return () => this.#reset(record.key, old);
  }

  /** Removes an account. Returns a function that undoes this. */
  delete(key: string): () => void {
    const old = this.#entries.get(key);
    this.#entries.delete(key);
    return () => this.#reset(key, old);
  }

  /** Restores the earlier state; the map's own order does not matter. */
  #reset(key: string, old: Entry | undefined): void {
    if (old) this.#entries.set(key, old);
    else this.#entries.delete(key);
  }
}
