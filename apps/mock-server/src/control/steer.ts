import { frozenAt, isFrozen, runningFrom, timeOf } from "../engine/clock.ts";
import type { Account } from "../engine/account.ts";
import type { Engine } from "../engine/create-engine.ts";
import type { AccountSettings } from "../engine/model.ts";
import type { Advanced } from "../engine/scheduler.ts";

/** What a clock shows. */
export interface ClockReading {
  /** In milliseconds since 1970. */
  readonly now: number;
  readonly frozen: boolean;
}

/** All settings of an account, the callback key among them. */
export interface Settings extends AccountSettings {
  readonly callbackAuthKey: string;
}

/** What new accounts get as their callback key, as far as anybody can know. */
const NOT_MADE_YET = "made with each account";

/**
 * Time and settings, of one account or, without a key, of all accounts and those to come. The control API and the
 * library both steer the engine through this.
 */
export class Steer {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async readClock(key?: string): Promise<ClockReading> {
    if (key !== undefined) return readingOf(await this.#engine.accounts.get(key));
    const { clock } = this.#engine.accounts.defaults;
    return { now: timeOf(clock, Date.now()), frozen: isFrozen(clock) };
  }

  async freeze(key?: string): Promise<ClockReading> {
    return this.#changeClocks(key, (now) => frozenAt(now));
  }

  async resume(key?: string): Promise<ClockReading> {
    return this.#changeClocks(key, (now) => runningFrom(now, Date.now()));
  }

  /** Moves time forward by so many milliseconds. Calls for the same account wait for each other. */
  async advance(duration: number, key?: string): Promise<ClockReading & Advanced> {
    const { accounts, events, scheduler, serial } = this.#engine;
    const chosen = await this.#choose(key);
    const advanced = await Promise.all(
      chosen.map((account) =>
        serial(`clock ${account.key}`, async () => {
          const done = await scheduler.advance(account, duration);
          await accounts.save(account);
          events.emit({ type: "clock", account: account.key, ...readingOf(account) });
          return done;
        }),
      ),
    );
    if (key === undefined) {
      const { clock } = accounts.defaults;
      accounts.defaults = {
        ...accounts.defaults,
        clock: isFrozen(clock)
          ? frozenAt(timeOf(clock, 0) + duration)
          : runningFrom(timeOf(clock, 0) + duration, 0),
      };
    }
    const sum = (count: keyof Advanced): number => advanced.reduce((total, done) => total + done[count], 0);
    return { ...(await this.readClock(key)), completions: sum("completions"), attempts: sum("attempts") };
  }

  async readSettings(key?: string): Promise<Settings> {
    const { accounts } = this.#engine;
    if (key === undefined) return { ...accounts.defaults.settings, callbackAuthKey: NOT_MADE_YET };
    const { record } = await accounts.get(key);
    return { ...record.settings, callbackAuthKey: record.callbackAuthKey };
  }

  async changeSettings(change: Partial<Settings>, key?: string): Promise<Settings> {
    const { accounts } = this.#engine;
    const { callbackAuthKey, ...settings } = change;
    for (const account of await this.#choose(key)) {
      await accounts.update(account, {
        settings: { ...account.record.settings, ...settings },
        ...(callbackAuthKey !== undefined && { callbackAuthKey }),
      });
    }
    if (key === undefined) {
      accounts.defaults = { ...accounts.defaults, settings: { ...accounts.defaults.settings, ...settings } };
    }
    return this.readSettings(key);
  }

  async #changeClocks(
    key: string | undefined,
    change: (now: number) => Account["record"]["clock"],
  ): Promise<ClockReading> {
    const { accounts, events, scheduler, serial } = this.#engine;
    for (const account of await this.#choose(key)) {
      await serial(`clock ${account.key}`, async () => {
        await accounts.update(account, { clock: change(account.now()) });
        events.emit({ type: "clock", account: account.key, ...readingOf(account) });
        scheduler.pump(account);
      });
    }
    if (key === undefined) {
      const { now } = await this.readClock();
      accounts.defaults = { ...accounts.defaults, clock: change(now) };
    }
    return this.readClock(key);
  }

  async #choose(key?: string): Promise<readonly Account[]> {
    return key === undefined ? this.#engine.accounts.all() : [await this.#engine.accounts.get(key)];
  }
}

const readingOf = (account: Account): ClockReading => ({ now: account.now(), frozen: account.isFrozen });
