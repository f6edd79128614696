import { frozenAt, isFrozen, isoTime, runningFrom, timeOf } from "../engine/clock.ts";
import type { Account } from "../engine/account.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { AccountSettings } from "../engine/model.ts";
import type { Advanced } from "../engine/scheduler.ts";
import { Snapshots } from "./snapshots.ts";

/** The time of a clock. */
export interface ClockReading {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly frozen: boolean;
}

/** All settings of an account, the callback key among them. */
export interface Settings extends AccountSettings {
  readonly callbackAuthKey: string;
}

/** The defaults of new accounts. */
export interface InitialSettings extends AccountSettings {
  /** Absent: each account gets its own key. */
  readonly callbackAuthKey?: string;
}

/**
 * Clock and settings of one account or, without a key, of all accounts, including future ones. The control API and the
 * library both control the engine through this.
 */
export class AccountControls {
  readonly snapshots: Snapshots;
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.snapshots = new Snapshots(engine);
  }

  async readClock(key?: string): Promise<ClockReading> {
    // Reading an account that was never used does not create it.
    const account = key === undefined ? undefined : this.#engine.accounts.find(key);
    return account ? readingOf(account) : this.#readDefaultClock();
  }

  #readDefaultClock(): ClockReading {
    const { clock } = this.#engine.accounts.defaults;
    return { now: timeOf(clock, this.#engine.host.now()), frozen: isFrozen(clock) };
  }

  async freeze(key?: string): Promise<ClockReading> {
    return this.#changeClocks(key, (now) => frozenAt(now));
  }

  async resume(key?: string): Promise<ClockReading> {
    return this.#changeClocks(key, (now) => runningFrom(now, this.#engine.host.now()));
  }

  /**
   * Advances the clock by a number of milliseconds. Calls for the same account are serialized.
   *
   * @throws {EngineFailure} 400 for a time that cannot be represented, or that lies in the past.
   */
  async advance(duration: number, key?: string): Promise<ClockReading & Advanced> {
    return this.#advanceBy(() => duration, checkAdvance(duration), key);
  }

  /**
   * Advances the clock to a time, in milliseconds since 1970.
   *
   * @throws {EngineFailure} 400 for a time that lies in the past of an account, or that cannot be represented.
   */
  async set(time: number, key?: string): Promise<ClockReading & Advanced> {
    // A clock that runs goes on while the request is carried out.
    return this.#advanceBy(({ now }) => Math.max(0, time - now), checkTarget(time), key);
  }

  /** Advances the clock of an account to the next moment at which something happens, if there is one. */
  async advanceToNext(key: string): Promise<ClockReading & Advanced> {
    const { accounts, scheduler, serial } = this.#engine;
    const account = await accounts.get(key);
    return serial(`clock ${key}`, async () => {
      for (;;) {
        await scheduler.settle(account);
        const next = account.queue.peek();
        if (!next) return { ...readingOf(account), completions: 0, attempts: 0 };
        const done = await this.#move(account, Math.max(0, next.at - account.now()));
        // What was due may be void by now: a task that was canceled, say.
        if (done.completions + done.attempts > 0 || account.signal.aborted)
          return { ...readingOf(account), ...done };
      }
    });
  }

  /**
   * Lets the clock show the real time.
   *
   * @throws {EngineFailure} 409 if the clock of an account is ahead of it.
   */
  async returnToRealTime(key?: string): Promise<ClockReading & Advanced> {
    const { host } = this.#engine;
    const done = await this.#advanceBy(
      ({ now }) => Math.max(0, host.now() - now),
      checkNotAhead(host.now()),
      key,
    );
    return { ...done, ...(await this.#changeClocks(key, () => runningFrom(0, 0))) };
  }

  /** @param check Throws if a clock cannot be advanced like that: then none is. */
  async #advanceBy(
    durationFor: (clock: ClockReading) => number,
    check: (clock: ClockReading, key?: string) => void,
    key: string | undefined,
  ): Promise<ClockReading & Advanced> {
    const { accounts, closing, host, serial } = this.#engine;
    const chosen = await this.#choose(key);
    for (const account of chosen) check(readingOf(account), account.key);
    if (key === undefined) {
      check(this.#readDefaultClock());
      await accounts.updateDefaults(() => {
        const clock = this.#readDefaultClock();
        const time = clock.now + durationFor(clock);
        return { clock: clock.frozen ? frozenAt(time) : runningFrom(time, host.now()) };
      });
    }
    const advanced = await Promise.all(
      chosen.map((account) =>
        serial(`clock ${account.key}`, () => this.#move(account, durationFor(readingOf(account)))),
      ),
    );
    if (closing.aborted)
      throw new EngineFailure(500, "The server closes before all of that time has passed.");
    const sum = (count: keyof Advanced): number => advanced.reduce((total, done) => total + done[count], 0);
    const [account] = key === undefined ? [] : chosen;
    const reading = account ? readingOf(account) : this.#readDefaultClock();
    return { ...reading, completions: sum("completions"), attempts: sum("attempts") };
  }

  /** To be called by one at a time for each account. */
  async #move(account: Account, duration: number): Promise<Advanced> {
    const { accounts, events, scheduler } = this.#engine;
    const done = await scheduler.advance(account, duration, (clock) =>
      accounts.update(account, () => ({ clock })),
    );
    events.emit({ type: "clock", account: account.key, ...readingOf(account) });
    return done;
  }

  readSettings(key: string): Promise<Settings>;
  readSettings(key?: string): Promise<InitialSettings>;
  async readSettings(key?: string): Promise<InitialSettings> {
    const { accounts } = this.#engine;
    const { settings, callbackAuthKey } =
      key === undefined ? accounts.defaults : (await accounts.read(key)).record;
    return { ...settings, ...(callbackAuthKey !== undefined && { callbackAuthKey }) };
  }

  /** @throws {EngineFailure} 400 for a type of task that no API has. */
  changeSettings(change: Partial<Settings>, key: string): Promise<Settings>;
  changeSettings(change: Partial<Settings>, key?: string): Promise<InitialSettings>;
  async changeSettings(change: Partial<Settings>, key?: string): Promise<InitialSettings> {
    const { accounts } = this.#engine;
    const { callbackAuthKey, ...settings } = change;
    this.#checkTaskTypes(settings.disabledTaskTypes);
    const ofKey = callbackAuthKey === undefined ? {} : { callbackAuthKey };
    // Before the existing accounts, so that an account that is created meanwhile is not missed.
    if (key === undefined) {
      await accounts.updateDefaults((defaults) => ({
        ...ofKey,
        settings: { ...defaults.settings, ...settings },
      }));
    }
    for (const account of await this.#choose(key)) {
      await accounts.update(account, (record) => ({
        ...ofKey,
        settings: { ...record.settings, ...settings },
      }));
    }
    return this.readSettings(key);
  }

  async #changeClocks(
    key: string | undefined,
    change: (now: number) => Account["record"]["clock"],
  ): Promise<ClockReading> {
    const { accounts, events, scheduler, serial } = this.#engine;
    if (key === undefined) {
      await accounts.updateDefaults(() => ({ clock: change(this.#readDefaultClock().now) }));
    }
    const chosen = await this.#choose(key);
    await Promise.all(
      chosen.map((account) =>
        serial(`clock ${account.key}`, async () => {
          await accounts.update(account, () => ({ clock: change(account.now()) }));
          events.emit({ type: "clock", account: account.key, ...readingOf(account) });
          scheduler.runDue(account);
        }),
      ),
    );
    return this.readClock(key);
  }

  /** A misspelled type would otherwise be accepted, and the intended one would stay enabled. */
  #checkTaskTypes(types: readonly string[] = []): void {
    const { taskTypes } = this.#engine;
    const unknown = types.find((type) => !taskTypes.has(type));
    if (unknown === undefined) return;
    throw new EngineFailure(
      400,
      `disabledTaskTypes has "${unknown}", but must be made of ${[...taskTypes].join(", ")}.`,
    );
  }

  async #choose(key?: string): Promise<readonly Account[]> {
    return key === undefined ? this.#engine.accounts.all() : [await this.#engine.accounts.get(key)];
  }
}

/** By how much clocks may differ that were read one after the other, in milliseconds. */
const SLACK = 1000;

/** The last moment that ISO 8601 writes with a four-digit year. */
const LATEST = Date.UTC(10_000, 0) - 1;

const checkAdvance =
  (duration: number) =>
  ({ now }: ClockReading): void => {
    if (duration >= 0 && now + duration <= LATEST) return;
    throw new EngineFailure(
      400,
      `The clock cannot be advanced by ${duration} ms: time goes forward only, and ends with the year 9999.`,
    );
  };

const checkTarget =
  (time: number) =>
  ({ frozen, now }: ClockReading): void => {
    // A running clock may have passed the very time at which the client looked.
    const slack = frozen ? 0 : SLACK;
    if (time >= now - slack && time <= LATEST) return;
    throw new EngineFailure(
      400,
      `now is ${isoTime(time)}, but the clock shows ${isoTime(now)} already. Time goes forward only: send a later time, or reset the account.`,
    );
  };

const checkNotAhead =
  (real: number) =>
  ({ now }: ClockReading, key?: string): void => {
    if (now <= real + SLACK) return;
    const whose = key === undefined ? "The clock of new accounts" : "The clock of the account";
    throw new EngineFailure(
      409,
      `${whose} is ${Math.round((now - real) / 1000)} s ahead of the real time, and time does not go back. Reset with POST /_mock/reset.`,
    );
  };

const readingOf = (account: Account): ClockReading => ({ now: account.now(), frozen: account.isFrozen });
