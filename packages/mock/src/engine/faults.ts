import { defaultLimits, type Limits, limitReached } from "../limits.ts";

/** What goes wrong with requests. Mirrors the schema RequestFault of mock-control-v1. */
export interface RequestFault {
  readonly target: "request";
  readonly operation?: string;
  readonly times: number;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly delayMs?: number;
  readonly drop?: boolean;
}

/** What goes wrong with callbacks. Mirrors the schema DeliveryFault of mock-control-v1. */
export interface DeliveryFault {
  readonly target: "delivery";
  readonly kind: "duplicate" | "delay" | "reorder" | "wrong-auth";
  readonly times: number;
  readonly delayMs?: number;
}

export type Fault = RequestFault | DeliveryFault;

/** A fault that was asked for, and how often it is still to happen. */
interface Waiting {
  /** Absent: a fault of whichever account comes next. */
  readonly account: string | undefined;
  readonly fault: Fault;
  left: number;
}

/** The failures that were asked for and have not happened yet. */
export class Faults {
  readonly #limits: Limits;
  #waiting: Waiting[] = [];

  constructor(limits: Limits = defaultLimits) {
    this.#limits = limits;
  }

  /** @throws {EngineFailure} 507 if too many are waiting already. */
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

  /** Uses up the oldest fault for a request of an operation. */
  takeForRequest(account: string | undefined, operationId: string): RequestFault | undefined {
    return this.#take(
      account,
      (fault): fault is RequestFault =>
        fault.target === "request" && (fault.operation === undefined || fault.operation === operationId),
    );
  }

  /** Uses up the oldest fault for a callback. */
  takeForDelivery(account: string): DeliveryFault | undefined {
    return this.#take(account, (fault): fault is DeliveryFault => fault.target === "delivery");
  }

  /** What is left; `times` is how often. */
  list(account?: string): Fault[] {
    return this.#waiting
      .filter((it) => account === undefined || it.account === account)
      .map(({ fault, left }) => Object.assign({}, fault, { times: left }));
  }

  /** Takes back the faults of an account, or all. */
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
