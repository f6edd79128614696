import { randomBytes } from "node:crypto";
import type { OwnAccount } from "@task-contracts/mock/engine/sharing";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";
import type { PostgresDatabase, Row, Statement } from "../store/postgres-database.ts";
import { fromColumn, toColumn } from "../store/postgres-text.ts";
import { version } from "../version.ts";
import { LeaseChannel } from "./lease-channel.ts";
import {
  aliveStatement,
  buryStatement,
  claimOneStatement,
  claimStatement,
  peersStatement,
  placeStatement,
  timeStatement,
} from "./lease-statements.ts";
import type { Peer } from "./peers.ts";
import { blockSize, Sequences } from "./sequences.ts";

/** Where an account is: with this instance, with none, or with another one. */
export type Place = "here" | "nowhere" | Peer;

/** What happens to the accounts of this instance. */
export interface LeaseEvents {
  /** Accounts have come: they are read, and go on, when the promise is fulfilled. */
  readonly adopt: (own: readonly OwnAccount[]) => Promise<void>;
  /** Accounts have gone to others. Nothing of them is under way when the promise is fulfilled. */
  readonly lose: (keys: readonly string[]) => Promise<void>;
  /** Reads again what is in memory of all accounts: it may have been changed. */
  readonly refresh: () => Promise<void>;
  /** Whether there is an account, and not only a lease of one. */
  readonly exists: (key: string) => boolean;
  /** The time that the clock of an account shows. */
  readonly shown: (key: string) => number;
  readonly report: (error: unknown) => void;
}

/** How many accounts are taken over at a time. */
const CHUNK = 1000;

/** How many places of accounts are remembered. */
const MOST_PLACES = 10_000;

/**
 * Which accounts are this instance's. Each account is that of one instance at a time, which has its clock and its jobs in memory.
 * An instance says that it is alive three times within a lease. The accounts of one that has not are given to the others, and
 * whatever it still writes is refused by the database.
 */
export class Leases {
  readonly id = randomBytes(8).toString("hex");
  readonly sequences: Sequences;
  readonly #database: PostgresDatabase;
  readonly #leaseMs: number;
  readonly #channel: LeaseChannel;
  /** The accounts that are here. */
  readonly #own = new Set<string>();
  /** The number of requests under way, by account. */
  readonly #busy = new Map<string, number>();
  /** Where other accounts were when last looked up. */
  readonly #places = new Map<string, Peer>();
  #events: LeaseEvents | undefined;
  #url = "";
  #timer: NodeJS.Timeout | undefined;
  #validUntil = 0;
  #skew = 0;
  #peers: readonly Peer[] = [];
  #isLeaving = false;
  #isOver = false;
  #hasFailed = false;
  /** Whether the database may have other leases of this instance than are known here: it failed in the middle of a change. */
  #isUnsure = false;
  /** Changes of leases, one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #beating: Promise<void> | undefined;
  #looking: Promise<void> | undefined;
  /** How often this instance was taken for dead. */
  #deaths = 0;
  /** Called when instances have come or gone. */
  readonly onPeersChanged = new Set<() => void>();

  /** @param leaseMs How long an instance may be silent before the others take its accounts over. */
  constructor(database: PostgresDatabase, leaseMs: number) {
    this.#database = database;
    this.#leaseMs = leaseMs;
    this.#channel = new LeaseChannel(database, this.id, leaseMs / 3);
    this.sequences = new Sequences(() => this.#nextBlock());
  }

  /** The time of the database, which all instances agree on. In milliseconds since 1970. */
  readonly now = (): number => Date.now() + this.#skew;

  /** The accounts that are here. */
  own(): OwnAccount[] {
    return [...this.#own].map((key) => ({ key }));
  }

  /** The other instances that are alive. */
  peers(): readonly Peer[] {
    return this.#peers;
  }

  get leaseMs(): number {
    return this.#leaseMs;
  }

  /** Learns the time of the database, before there is anything that needs it. */
  async synchronize(): Promise<void> {
    await this.#readTime(() => this.#database.leases.query(timeStatement));
    await this.#serial(async () => {
      // What one instance alone has stored before.
      await this.#database.query(
        `SELECT setval('blocks', greatest(nextval('blocks'),
          ceil(greatest((SELECT max(sequence) FROM tasks), (SELECT max(sequence) FROM deliveries), 0) / $1::float8)::bigint))`,
        [blockSize],
      );
      this.sequences.startAt(await this.#nextBlock());
    });
  }

  /** Takes part: from now on there are requests for accounts, and those of instances that are gone come here. */
  async join(url: string, events: LeaseEvents): Promise<void> {
    this.#events = events;
    this.#url = url;
    await this.#channel.listen(() => void this.#hear());
    await this.#register();
    await this.#database.query(
      "INSERT INTO leases (account) SELECT key FROM accounts ON CONFLICT (account) DO NOTHING",
    );
    await this.#check();
    await this.#channel.notify();
  }

  /** A write was refused: the leases are compared with those of the database. */
  doubt(): void {
    this.#isUnsure = true;
    void this.#check();
  }

  /**
   * Whether changes of accounts were stored is not known: what is in memory of them is dropped at once, and they are read again
   * as soon as the database is back. What is due is scheduled then, whichever of both the store has.
   *
   * @param keys Default: all that are here.
   */
  reload(keys: readonly string[] = [...this.#own]): void {
    const own = keys.filter((key) => this.#own.delete(key));
    // Their leases are then unknown here, and are freed and claimed like those of others.
    this.#isUnsure = true;
    void this.#loseNext(own);
    void this.#check();
  }

  /** Takes over the accounts of a snapshot that no one has. Later sequences are above all that a snapshot can have. */
  async claim(keys: readonly string[]): Promise<void> {
    await this.#serial(async () => this.sequences.startAt(await this.#nextBlock()));
    for (const key of keys) await this.locate(key, { claim: true });
  }

  /** Does something during which no account comes or goes. */
  whileUnchanged<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial(work);
  }

  /** Whether what this instance has in memory of its accounts is true: no other one can have taken them over. */
  isValid(): boolean {
    return performance.now() < this.#validUntil;
  }

  /**
   * Makes sure that what this instance has in memory of its accounts is true: no other one may have taken them over.
   *
   * @throws {StoreError} If the database does not respond for the time of a lease.
   */
  async ensureValid(): Promise<void> {
    const end = performance.now() + this.#leaseMs;
    while (!this.#isOver && performance.now() >= this.#validUntil) {
      if (performance.now() >= end) {
        throw new StoreError(`The store ${this.#database.place} does not respond, and nothing was changed.`, {
          isPassing: true,
        });
      }
      await Promise.race([this.#beat(), pause(end - performance.now())]);
      if (performance.now() >= this.#validUntil) await pause(Math.min(200, this.#leaseMs / 10));
    }
  }

  /**
   * Finds the place of an account.
   *
   * @param claim Whether an account that is nowhere comes here: the request may create it.
   */
  async locate(key: string, { claim }: { readonly claim: boolean }): Promise<Place> {
    for (;;) {
      if (this.#own.has(key) && !this.#isLeaving) {
        if (performance.now() < this.#validUntil) return "here";
        await this.ensureValid();
        continue;
      }
      const known = this.#places.get(key);
      if (known) return known;
      const [row] = await this.#database.query(placeStatement, [toColumn(key)]);
      const instance = row?.["instance"] as string | null | undefined;
      if (row && typeof instance === "string" && instance !== this.id) {
        const peer: Peer = { id: instance, url: String(row["url"]) };
        // One that is gone is about to be replaced.
        if (row["isAlive"] !== true) await this.#serial(() => this.#takeOver());
        else return this.#remember(key, peer);
        await pause(50);
        continue;
      }
      if (!row && !claim) return "nowhere";
      if (instance === this.id || this.#isLeaving) {
        // On its way: here, or away from here.
        await this.#serial(async () => undefined);
        if (this.#isOver) return "nowhere";
        if (this.#own.has(key) && !this.#isLeaving) continue;
        // Or the database failed in between.
        this.#isUnsure ||= instance === this.id;
        if (this.#isUnsure && !this.#isLeaving) await this.#check();
        await pause(20);
        continue;
      }
      await this.#serial(() => this.#claimOne(key));
      // Another one was faster, or this one is taken for dead.
      if (!this.#own.has(key)) await pause(20);
    }
  }

  /** The place of an account is not what it was: it is looked up again. */
  forgetPlace(key: string): void {
    this.#places.delete(key);
  }

  /** Carries out a request for an account that is here. */
  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    this.#busy.set(key, (this.#busy.get(key) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const count = (this.#busy.get(key) ?? 1) - 1;
      if (count > 0) this.#busy.set(key, count);
      else this.#busy.delete(key);
      if (count === 0 && this.#events?.exists(key) === false) void this.#serial(() => this.#unclaim(key));
    }
  }

  /** Looks again which other instances are alive. */
  async refreshPeers(): Promise<void> {
    await this.#check();
  }

  /** Why requests should go to other instances, if they should. */
  unready(): string | undefined {
    if (this.#isLeaving || this.#isOver) return "The server hands its accounts over to others, and closes.";
    return this.#url === ""
      ? "The server does not take part yet: it is about to join the others."
      : undefined;
  }

  /** Whether an account is here, for certain. */
  has(key: string): boolean {
    return this.#own.has(key) && !this.#isLeaving && performance.now() < this.#validUntil;
  }

  /**
   * Gives all accounts to the others, if there are any, and resolves when nothing of them is under way here. Requests for them are
   * sent on from then on.
   */
  async handOver(patienceMs: number): Promise<void> {
    if (this.#isOver) return;
    await this.#beat();
    if (this.#peers.length === 0) return;
    this.#isLeaving = true;
    const end = performance.now() + patienceMs;
    while (this.#busy.size > 0 && performance.now() < end) await pause(5);
    await this.#serial(async () => {
      const shown = this.#clocks();
      await this.#events?.lose([...this.#own]);
      await this.#release(shown);
    }).catch(() => undefined); // The database is away: the leases end by themselves.
  }

  /** Leaves the other instances. To be called once nothing is under way. */
  async leave(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    try {
      if (this.#url !== "") {
        await this.#serial(() => this.#release(this.#clocks()));
        await this.#database.leases.query("DELETE FROM instances WHERE id = $1", [this.id]);
        await this.#channel.notify();
      }
    } catch {
      // The database is gone: the lease ends by itself.
    }
    await this.#channel.close();
  }

  #clocks(): ReadonlyMap<string, number> {
    return new Map([...this.#own].map((key) => [key, this.#events?.shown(key) ?? 0]));
  }

  async #release(shown: ReadonlyMap<string, number>): Promise<void> {
    const keys = [...shown.keys()];
    await this.#database.leases.query(
      `UPDATE leases SET instance = NULL, shown = given.shown
      FROM unnest($2::text[], $3::float8[]) AS given (account, shown)
      WHERE leases.account = given.account AND instance = $1`,
      [this.id, keys.map(toColumn), keys.map((key) => shown.get(key) ?? 0)],
    );
    for (const key of keys) this.#own.delete(key);
    await this.#channel.notify();
  }

  /** Says that this instance is alive, and then looks what it can take over, which may take long. */
  async #check(): Promise<void> {
    await this.#beat();
    await this.#lookAround();
  }

  /** One at a time. It waits for nothing but the database. */
  #beat(): Promise<void> {
    this.#beating ??= this.#beatOnce().finally(() => (this.#beating = undefined));
    return this.#beating;
  }

  async #beatOnce(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await this.#sayAlive();
      this.#hasFailed = false;
    } catch (error) {
      this.#reportOnce(error);
    } finally {
      if (!this.#isOver) {
        this.#timer = setTimeout(() => void this.#check(), this.#leaseMs / 3);
        this.#timer.unref();
      }
    }
  }

  /** One at a time: several at once would each find something else to do. */
  #lookAround(): Promise<void> {
    this.#looking ??= this.#serial(() => this.#takeOver())
      .catch((error: unknown) => this.#reportOnce(error))
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Until the next sign of life succeeds. */
  #reportOnce(error: unknown): void {
    if (!this.#hasFailed && !this.#isOver) this.#events?.report(error);
    this.#hasFailed = true;
  }

  async #sayAlive(): Promise<void> {
    const asked = performance.now();
    const rows = await this.#readTime(() =>
      this.#database.leases.query(aliveStatement, [this.id, this.#leaseMs / 1000]),
    );
    if (rows.length === 0) {
      // This instance was taken for dead: what it had is elsewhere, and what it claims at this moment is no one's.
      this.#deaths += 1;
      this.#isUnsure = true;
      const keys = [...this.#own];
      this.#own.clear();
      void this.#loseNext(keys);
      await this.#register();
    }
    const before = this.#peers.map(({ id }) => id).join(" ");
    const alive = await this.#database.leases.query(peersStatement, [this.id]);
    this.#peers = alive.map(({ id, url }) => ({ id: String(id), url: String(url) }));
    this.#validUntil = asked + this.#leaseMs;
    if (this.#peers.map(({ id }) => id).join(" ") === before) return;
    this.#places.clear();
    for (const changed of this.#peersChanged()) changed();
  }

  #peersChanged(): readonly (() => void)[] {
    return [...this.onPeersChanged];
  }

  /** Unless they come back before that. */
  #loseNext(keys: readonly string[]): Promise<void> {
    return this.#serial(async () => this.#events?.lose(keys.filter((key) => !this.#own.has(key))));
  }

  async #register(): Promise<void> {
    await this.#database.leases.query(
      `INSERT INTO instances VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
      ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until`,
      [this.id, this.#url, version, this.#leaseMs / 1000],
    );
  }

  /** Frees the accounts of instances that are gone, and takes this one's share of all that are free. */
  async #takeOver(): Promise<void> {
    if (this.#isOver || this.#isLeaving || this.#url === "") return;
    if (this.#isUnsure) await this.#reconcile();
    const dead = await this.#database.leases.query(buryStatement, [this.#leaseMs / 1000]);
    if (dead.length > 0) await this.#channel.notify();
    for (;;) {
      const rows = await this.#claim(claimStatement, [this.id, CHUNK]);
      if (rows.length === 0) return;
    }
  }

  async #claimOne(key: string): Promise<void> {
    if (!this.#own.has(key)) await this.#claim(claimOneStatement, [toColumn(key), this.id]);
  }

  /** What was claimed is either here in the end, or free. */
  async #claim(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    const deaths = this.#deaths;
    let rows: readonly Row[] = [];
    try {
      rows = await this.#database.leases.query(statement, values);
      await this.#adopt(rows, deaths);
      return rows;
    } catch (error) {
      this.#isUnsure = true;
      // The engine may have some of them already.
      await this.#events?.lose(rows.map(({ account }) => fromColumn(String(account))));
      throw error;
    }
  }

  /** Frees leases that this instance does not know of, and gives up accounts that it has no lease of. */
  async #reconcile(): Promise<void> {
    const rows = await this.#database.leases.query("SELECT account FROM leases WHERE instance = $1", [
      this.id,
    ]);
    const held = new Set(rows.map(({ account }) => fromColumn(String(account))));
    const lost = [...this.#own].filter((key) => !held.has(key));
    for (const key of lost) this.#own.delete(key);
    await this.#events?.lose(lost);
    const unknown = [...held].filter((key) => !this.#own.has(key));
    await this.#database.leases.query(
      "UPDATE leases SET instance = NULL WHERE instance = $1 AND account = ANY ($2)",
      [this.id, unknown.map(toColumn)],
    );
    await this.#events?.refresh();
    this.#isUnsure = false;
  }

  async #adopt(rows: readonly Row[], deaths: number): Promise<void> {
    if (rows.length === 0) return;
    const own = rows.map(({ account, shown }) => ({
      key: fromColumn(String(account)),
      shown: Number(shown),
    }));
    this.sequences.startAt(Number(rows.at(-1)?.["block"]));
    await this.#events?.adopt(own);
    if (deaths !== this.#deaths)
      throw new StoreError("This instance was taken for dead while it took accounts over. It tries again.", {
        isPassing: true,
      });
    for (const { key } of own) {
      this.#own.add(key);
      this.#places.delete(key);
    }
  }

  async #unclaim(key: string): Promise<void> {
    if (!this.#own.has(key) || this.#busy.has(key) || this.#events?.exists(key) !== false) return;
    this.#own.delete(key);
    await this.#database.leases
      .query("DELETE FROM leases WHERE account = $1 AND instance = $2", [toColumn(key), this.id])
      .catch(() => (this.#isUnsure = true));
  }

  #remember(key: string, peer: Peer): Peer {
    if (this.#places.size >= MOST_PLACES) this.#places.clear();
    this.#places.set(key, peer);
    return peer;
  }

  async #hear(): Promise<void> {
    // One that began before may have seen less.
    await Promise.all([this.#beating, this.#looking]);
    if (!this.#isOver) await this.#check();
  }

  async #nextBlock(): Promise<number> {
    const [row] = await this.#database.query("SELECT nextval('blocks') AS block");
    return Number(row?.["block"]);
  }

  async #readTime(ask: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const started = performance.now();
    const rows = await ask();
    const took = performance.now() - started;
    const now = Number(rows[0]?.["now"]);
    if (rows.length > 0) this.#skew = Math.round(now + took / 2 - Date.now());
    return rows;
  }

  #serial<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
