import type { Api } from "@task-contracts/mock/engine/extension";
import type { MockCore } from "@task-contracts/mock/create-core";
import type { Dispatch } from "@task-contracts/mock/pipeline/create-dispatch";
import type { ServedContracts } from "./overview.ts";

/** A core, with the contracts that it serves. */
export type ServerCore = MockCore & { readonly served: ServedContracts };

/** How long requests under way may take before they are cut short, in milliseconds. */
const PATIENCE = 1000;

/** A core that can be replaced by another one with the same store, while requests come in. */
export class LiveCore {
  #core: ServerCore;
  #running = 0;
  #replaced: Promise<void> | undefined;
  #onIdle: () => void = () => undefined;

  constructor(core: ServerCore) {
    this.#core = core;
  }

  get core(): ServerCore {
    return this.#core;
  }

  /** Leads requests to the core. Those that come while it is being replaced wait for the next one. */
  readonly dispatch: Dispatch = async (request, mount) => {
    while (this.#replaced) await this.#replaced;
    this.#running += 1;
    try {
      return await this.#core.dispatch(request, mount);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#onIdle();
    }
  };

  /**
   * Replaces the core by one of other APIs.
   *
   * @param choices What to serve, and what else if that fails.
   * @throws {Error} What kept the first choice from being served.
   */
  async replace(
    [wanted, present]: readonly [readonly Api[], readonly Api[]],
    start: (apis: readonly Api[]) => Promise<ServerCore>,
  ): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#replaced = promise;
    try {
      await this.#idle();
      await this.#core.engine.release();
      this.#core = await start(wanted).catch(async (error: unknown) => {
        this.#core = await start(present);
        throw error;
      });
    } finally {
      this.#replaced = undefined;
      resolve();
    }
  }

  /**
   * Waits until no request and no callback is under way. Requests that wait for something to happen are ended, and those that
   * are stuck, such as by a body that never comes, are left to the old core.
   */
  async #idle(): Promise<void> {
    const { accounts, scheduler, stop } = this.#core.engine;
    await inTime(Promise.all([this.#settled(), ...accounts.all().map((it) => scheduler.settle(it))]));
    stop();
    await inTime(this.#settled());
    this.#onIdle = () => undefined;
  }

  async #settled(): Promise<void> {
    if (this.#running === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onIdle = resolve;
    await promise;
  }
}

/** Waits for something, but not for longer than there is patience. */
const inTime = async (work: Promise<unknown>): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE);
  await Promise.race([work, promise]);
  clearTimeout(timer);
};
