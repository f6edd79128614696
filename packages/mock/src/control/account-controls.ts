import { frozenAt, isFrozen, runningFrom, timeOf } from "../engine/clock.ts";
import type { Account } from "../engine/account.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { AccountSettings } from "../engine/model.ts";
import type { Advanced } from "../engine/scheduler.ts";

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
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
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
    const { accounts, closing, events, scheduler, serial } = this.#engine;
    const chosen = await this.#choose(key);
    for (const clock of [...chosen.map(readingOf), this.#readDefaultClock()]) checkAdvance(clock, duration);
    if (key === undefined) {
      await accounts.updateDefaults(() => {
        const { now, frozen } = this.#readDefaultClock();
        return {
          clock: frozen ? frozenAt(now + duration) : runningFrom(now + duration, this.#engine.host.now()),
        };
      });
    }
    const advanced = await Promise.all(
      chosen.map((account) =>
        serial(`clock ${account.key}`, async () => {
          const done = await scheduler.advance(account, duration, (clock) =>
            accounts.update(account, () => ({ clock })),
          );
          events.emit({ type: "clock", account: account.key, ...readingOf(account) });
          return done;
        }),
      ),
    );
    if (closing.aborted)
      throw new EngineFailure(500, "The server closes before all of that time has passed.");
    const sum = (count: keyof Advanced): number => advanced.reduce((total, done) => total + done[count], 0);
    const [account] = key === undefined ? [] : chosen;
    const reading = account ? readingOf(account) : this.#readDefaultClock();
    return { ...reading, completions: sum("completions"), attempts: sum("attempts") };
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

/** The last moment that ISO 8601 writes with a four-digit year. */
const LATEST = Date.UTC(10_000, 0) - 1;

const checkAdvance = ({ now }: ClockReading, duration: number): void => {
  if (duration >= 0 && now + duration <= LATEST) return;
  throw new EngineFailure(
    400,
    `The clock cannot be moved by ${duration} ms: time goes forward only, and ends with the year 9999.`,
  );
};

const readingOf = (account: Account): ClockReading => ({ now: account.now(), frozen: account.isFrozen });
