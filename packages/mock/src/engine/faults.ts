import { defaultLimits, type Limits, limitReached } from "../limits.ts";

/** A fault that affects requests. Mirrors the schema RequestFault of mock-control-v1. */
export interface RequestFault {
  readonly target: "request";
  readonly operation?: string;
  readonly times: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly delayMs?: number;
  readonly drop?: boolean;
}

/** A fault that affects callbacks. Mirrors the schema DeliveryFault of mock-control-v1. */
export interface DeliveryFault {
  readonly target: "delivery";
  readonly kind: "duplicate" | "delay" | "reorder" | "wrong-auth";
  readonly times: number;
  readonly delayMs?: number;
}

export type Fault = RequestFault | DeliveryFault;

/** An injected fault, and how many times it will still occur. */
interface Waiting {
  /** Absent: affects the next request or callback of any account. */
  readonly account: string | undefined;
  readonly fault: Fault;
  left: number;
}

/** The injected faults that are not used up. */
export class Faults {
  readonly #limits: Limits;
  #waiting: Waiting[] = [];

  constructor(limits: Limits = defaultLimits) {
    this.#limits = limits;
  }

  /** @throws {EngineFailure} 507 if there are too many already. */
  add(fault: Fault, account?: string): void {
    if (this.#waiting.length >= this.#limits.faults) {
      throw limitReached(
        "faults",
        this.#limits,
        "Remove those that are left with DELETE /_mock/faults?account=API_KEY.",
      );
    }
    this.#waiting.push({ account, fault, left: fault.times });
  }

  /** Uses the oldest fault for a request of an operation. */
  takeForRequest(account: string | undefined, operationId: string): RequestFault | undefined {
    return this.#take(
      account,
      (fault): fault is RequestFault =>
        fault.target === "request" && (fault.operation === undefined || fault.operation === operationId),
    );
  }

  /** Uses the oldest fault for a callback. */
  takeForDelivery(account: string): DeliveryFault | undefined {
    return this.#take(account, (fault): fault is DeliveryFault => fault.target === "delivery");
  }

  /** The remaining faults; `times` is the remaining number. */
  list(account?: string): Fault[] {
    return this.#waiting
      .filter((it) => account === undefined || it.account === account)
      .map(({ fault, left }) => Object.assign({}, fault, { times: left }));
  }

  /** Removes the faults of an account, or all. */
  clear(account?: string): void {
    this.#waiting = account === undefined ? [] : this.#waiting.filter((it) => it.account !== account);
  }

  #take<T extends Fault>(account: string | undefined, fits: (fault: Fault) => fault is T): T | undefined {
    if (this.#waiting.length === 0) return undefined;
    const index = this.#waiting.findIndex(
      (it) => (it.account === undefined || it.account === account) && fits(it.fault),
    );
    const found = this.#waiting[index];
    if (!found || !fits(found.fault)) return undefined;
    found.left -= 1;
    if (found.left === 0) this.#waiting.splice(index, 1);
    return found.fault;
  }
}
