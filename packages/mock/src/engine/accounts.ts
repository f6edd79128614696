import type { Store, StoreChange } from "./store/store.ts";
import { Account } from "./account.ts";
import { lostAccount } from "./commit.ts";
import { type Limits, limitReached } from "../limits.ts";
import { runningFrom } from "./clock.ts";
import type { TimeSource } from "./host.ts";
import { callbackAuthKey as makeAuthKey } from "./ids.ts";
import type { AccountDefaults, AccountRecord, AccountSettings } from "./model.ts";
import { createSerial } from "./serial.ts";
import type { OwnAccount } from "./sharing.ts";

/** The defaults of a new account. */
export const initialSettings: AccountSettings = {
  defaultCallbackUrl: null,
  testCompletion: "immediate",
  liveCompletion: "manual",
  completionDelayMs: 0,
  checkAttachments: false,
  disabledTaskTypes: [],
  runResult: "completed",
};

/** The accounts of a server. An account is created when something of it has to be stored: reading creates none. */
export class Accounts {
  readonly #store: Store;
  readonly #source: TimeSource;
  readonly #limits: Limits;
  readonly #serial = createSerial();
  readonly #serialDefaults = createSerial();
  readonly #accounts = new Map<string, Account>();
  /** Accounts that are not stored yet. */
  readonly #making = new Map<Account, Promise<Account>>();
  readonly #seed: (account: Account) => readonly StoreChange[];
  /** The defaults of new accounts; updated with settings and clocks that apply to all. */
  defaults: AccountDefaults = initialDefaults();

  /** @param seed Creates the initial contents of an account. */
  constructor(
    store: Store,
    source: TimeSource,
    limits: Limits,
    seed: (account: Account) => readonly StoreChange[],
  ) {
    this.#store = store;
    this.#source = source;
    this.#limits = limits;
    this.#seed = seed;
  }

  /** Loads the contents of the store: of some accounts, or of all. */
  async load(own?: readonly OwnAccount[]): Promise<void> {
    await this.loadDefaults();
    await this.loadAccounts(own);
  }

  /** Loads the defaults of new accounts, at the start or after they were changed from outside. */
  async loadDefaults(): Promise<void> {
    this.defaults = (await this.#store.getDefaults()) ?? initialDefaults();
  }

  /** Loads accounts, and replaces those that are there. */
  async loadAccounts(own?: readonly OwnAccount[]): Promise<void> {
    const keys = own?.map(({ key }) => key);
    const shown = new Map(own?.map((account) => [account.key, account.shown ?? 0]));
    const lastCreations = await this.#store.lastCreations(keys);
    for (const record of await this.#store.listAccounts(keys)) {
      const { key } = record;
      // The machine's clock may have been set back since.
      this.adopt(record).notBefore(Math.max(lastCreations.get(key) ?? 0, shown.get(key) ?? 0));
    }
  }

  /** Forgets an account that another engine has now. Changes of it that are under way fail. */
  lose(key: string): void {
    const account = this.find(key);
    if (account) account.isLost = true;
    this.forget(key);
  }

  /**
   * Whether these accounts can be added to the existing ones.
   *
   * @throws {EngineFailure} 507 if there would be too many.
   */
  checkRoom(keys: readonly string[]): void {
    const added = keys.filter((key) => !this.#accounts.has(key)).length;
    if (added === 0 || this.#accounts.size + added <= this.#limits.accounts) return;
    throw limitReached("accounts", this.#limits, "Forget one with POST /_mock/reset?account=API_KEY.");
  }

  /** Creates an account from a record, and replaces the existing one. */
  adopt(record: AccountRecord): Account {
    this.#accounts.get(record.key)?.stop();
    const account = new Account(record, this.#source);
    this.#accounts.set(record.key, account);
    return account;
  }

  /** All accounts, in the order of their first use. */
  all(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  /** The account, if it exists. */
  find(key: string): Account | undefined {
    return this.#accounts.get(key);
  }

  /**
   * The account, created if needed. The promise is rejected with an `EngineFailure` if there are too many already.
   */
  get(key: string): Account | Promise<Account> {
    return this.#known(key) ?? this.#make(key);
  }

  /** The account, or what it would be if it were created now: nothing of it is stored. */
  read(key: string): Account | Promise<Account> {
    return this.#known(key) ?? new Account(this.#newRecord(key), this.#source);
  }

  #known(key: string): Account | Promise<Account> | undefined {
    const account = this.#accounts.get(key);
    return account && (this.#making.get(account) ?? account);
  }

  /** Whether this is still the account of its key: it may have been deleted, or replaced by a snapshot. */
  isCurrent(account: Account): boolean {
    return this.#accounts.get(account.key) === account;
  }

  /**
   * Changes the record of an account, in the store as well unless it was deleted. Changes are made one after the other,
   * and if the store fails, nothing has changed.
   */
  update(account: Account, change: (record: AccountRecord) => Partial<AccountRecord>): Promise<void> {
    return this.#serial(account.key, async () => {
      const before = account.record;
      if (account.isLost) throw lostAccount();
      account.record = { ...before, ...change(before) };
      if (!this.isCurrent(account)) return;
      try {
        await this.#store.write([{ put: "account", record: account.record }]);
      } catch (error) {
        account.record = before;
        throw error;
      }
    });
  }

  /**
   * Changes the defaults of new accounts, in the store as well. Changes are made one after the other, and if the store fails,
   * nothing has changed.
   */
  updateDefaults(change: (defaults: AccountDefaults) => Partial<AccountDefaults>): Promise<void> {
    return this.#serialDefaults("defaults", async () => {
      const before = this.defaults;
      const after = { ...before, ...change(before) };
      this.defaults = after;
      try {
        await this.#store.write([{ put: "defaults", record: after }]);
      } catch (error) {
        // There may have been a reset meanwhile.
        if (this.defaults === after) this.defaults = before;
        throw error;
      }
    });
  }

  /** Deletes an account, or all accounts and the defaults of new ones. The store is left alone. */
  forget(key?: string): void {
    for (const account of key === undefined ? this.all() : [this.find(key)]) {
      account?.stop();
      if (account) this.#accounts.delete(account.key);
    }
    if (key === undefined) this.defaults = initialDefaults();
  }

  /** It exists at once, so that changes of all accounts reach it too. It is stored a moment later. */
  #make(key: string): Promise<Account> {
    try {
      this.checkRoom([key]);
    } catch (error) {
      return Promise.reject(error);
    }
    const account = this.adopt(this.#newRecord(key));
    const making = this.#store
      .write([{ put: "account", record: account.record }, ...this.#seed(account)])
      .then(
        () => account,
        (error: unknown) => {
          if (this.isCurrent(account)) this.forget(key);
          throw error;
        },
      )
      .finally(() => this.#making.delete(account));
    this.#making.set(account, making);
    return making;
  }

  #newRecord(key: string): AccountRecord {
    const { settings, clock, callbackAuthKey = makeAuthKey(key) } = this.defaults;
    return { key, callbackAuthKey, clock, settings };
  }
}

const initialDefaults = (): AccountDefaults => ({ settings: initialSettings, clock: runningFrom(0, 0) });
