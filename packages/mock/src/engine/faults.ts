import { defaultLimits, type Limits, limitReached } from "../limits.ts";
import { contains } from "./contains.ts";
import { createDraw, type Draw } from "./draw.ts";
import type { JsonObject } from "./model.ts";

/** When a fault occurs. */
interface Occurrence {
  /** How many times it occurs. */
  readonly times: number;
  /** Whether it occurs until it is removed, however many times. */
  readonly untilRemoved?: boolean;
  /** Affects only what concerns this task. */
  readonly taskId?: string;
  /** Affects only each nth of those that it could affect. */
  readonly every?: number;
  /** Affects this share of those that it could affect, from 0 to 1. */
  readonly rate?: number;
  /** Which of them, by chance: the same seed, the same ones. */
  readonly seed?: string;
}

/** A fault that affects requests. Mirrors the schema RequestFault of mock-control-v1. */
export interface RequestFault extends Occurrence {
  readonly target: "request";
  readonly operation?: string;
  /** Affects only requests whose body has these values. */
  readonly body?: JsonObject;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly delayMs?: number;
  /** Nothing is done, and nothing is sent. */
  readonly drop?: boolean;
  /** All is done, and nothing is sent. */
  readonly loseResponse?: boolean;
}

/** A limit of the requests of each API key in a time. Mirrors the schema RateLimit of mock-control-v1. */
export interface RateLimit {
  readonly target: "rate-limit";
  readonly operation?: string;
  readonly requests: number;
  readonly perSeconds: number;
}

/** A fault that affects callbacks. Mirrors the schema DeliveryFault of mock-control-v1. */
export interface DeliveryFault extends Occurrence {
  readonly target: "delivery";
  readonly kind: "duplicate" | "delay" | "reorder" | "wrong-auth";
  readonly delayMs?: number;
}

export type Fault = RequestFault | RateLimit | DeliveryFault;

/** A fault that was injected, and its id. */
export type InjectedFault = Fault & { readonly faultId: string };

/** What a request says to faults. */
export interface FaultyRequest {
  readonly account: string | undefined;
  readonly operationId: string;
  /** The values of its path parameters, by name. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The time of the account, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What becomes of a request. */
export interface RequestEffect extends Pick<
  RequestFault,
  "delayMs" | "drop" | "loseResponse" | "retryAfter" | "status"
> {
  /** Of a rate limit that is used up: how many requests there are in a time, and when the next one begins. */
  readonly limit?: { readonly requests: number; readonly resetAt: number };
}

/** An injected fault, and how many times it will still occur. */
interface Waiting {
  readonly id: string;
  /** Absent: affects the next request or callback of any account. */
  readonly account: string | undefined;
  readonly fault: Fault;
  left: number;
  /** How many it could have affected so far. */
  seen: number;
  readonly draw: Draw;
  /** Of a rate limit, by API key. */
  readonly windows: Map<string, Window>;
}

/** A time in which requests are counted. */
interface Window {
  readonly resetAt: number;
  used: number;
}

/** How many API keys a rate limit counts at most. Beyond that, those that came first begin anew. */
const MOST_KEYS = 10_000;

/** The injected faults. They are in memory, or shared by several mocks, which takes time. */
export interface FaultBox {
  /** @throws {EngineFailure} 507 if there are too many already. */
  readonly add: (fault: Fault, account?: string) => InjectedFault | Promise<InjectedFault>;
  /** Uses the oldest fault for a request of an operation. */
  readonly takeForRequest: (
    request: FaultyRequest,
  ) => RequestEffect | undefined | Promise<RequestEffect | undefined>;
  /** Uses the oldest fault for a callback. */
  readonly takeForDelivery: (
    account: string,
    taskId: string,
  ) => DeliveryFault | undefined | Promise<DeliveryFault | undefined>;
  /** The remaining faults; `times` is the remaining number. */
  readonly list: (account?: string) => InjectedFault[] | Promise<InjectedFault[]>;
  /** Removes the faults of an account, or all. */
  readonly clear: (account?: string) => void | Promise<void>;
  /** The account of a fault; undefined if it is of all accounts, or is not there. */
  readonly accountOf: (id: string) => string | undefined | Promise<string | undefined>;
  /** Removes one. Tells whether it was there. */
  readonly remove: (id: string) => boolean | Promise<boolean>;
}

/** A fault as it is stored, with what has become of it so far. */
export interface FaultState {
  readonly id: string;
  readonly account?: string | undefined;
  readonly fault: Fault;
  /** Absent: it occurs until it is removed. */
  readonly left?: number;
  readonly seen: number;
  /** Where its random numbers go on. Absent: at their beginning. */
  readonly drawn?: readonly number[] | undefined;
  readonly windows: readonly (readonly [string, Window])[];
}

/** The injected faults that are not used up. */
export class Faults implements FaultBox {
  readonly #limits: Limits;
  #waiting: Waiting[] = [];
  #count = 0;

  /**
   * @param stored Those that were there before, in any order.
   * @param count The number of the latest fault.
   */
  constructor(limits: Limits = defaultLimits, stored: readonly FaultState[] = [], count = 0) {
    this.#limits = limits;
    this.#count = count;
    this.#waiting = stored.map(fromState).toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** What to store of them. */
  states(): FaultState[] {
    return this.#waiting.map(toState);
  }

  /** @throws {EngineFailure} 507 if there are too many already. */
  add(fault: Fault, account?: string): InjectedFault {
    if (this.#waiting.length >= this.#limits.faults) {
      throw limitReached(
        "faults",
        this.#limits,
        "Remove those that are left with DELETE /_mock/faults?account=API_KEY.",
      );
    }
    this.#count += 1;
    const id = `f_${String(this.#count).padStart(12, "0")}`;
    this.#waiting.push({
      id,
      account,
      fault,
      left: fault.target === "rate-limit" || fault.untilRemoved ? Infinity : fault.times,
      seen: 0,
      draw: createDraw(seedOf(fault)),
      windows: new Map(),
    });
    return { ...fault, faultId: id };
  }

  /** Uses the oldest fault for a request of an operation. */
  takeForRequest(request: FaultyRequest): RequestEffect | undefined {
    if (this.#waiting.length === 0) return undefined;
    return this.#limited(request) ?? this.#take(request.account, "request", (fault) => fits(fault, request));
  }

  /** Uses the oldest fault for a callback. */
  takeForDelivery(account: string, taskId: string): DeliveryFault | undefined {
    return this.#take(account, "delivery", (fault) => fault.taskId === undefined || fault.taskId === taskId);
  }

  /** The remaining faults; `times` is the remaining number. */
  list(account?: string): InjectedFault[] {
    return this.#waiting
      .filter((it) => account === undefined || it.account === account)
      .map(({ fault, id, left }) =>
        Object.assign({}, fault, { faultId: id }, left !== Infinity && { times: left }),
      );
  }

  /** Removes the faults of an account, or all. */
  clear(account?: string): void {
    if (account !== undefined) for (const { windows } of this.#waiting) windows.delete(account);
    this.#waiting = account === undefined ? [] : this.#waiting.filter((it) => it.account !== account);
  }

  /** The account of a fault; undefined if it is of all accounts, or is not there. */
  accountOf(id: string): string | undefined {
    return this.#waiting.find((it) => it.id === id)?.account;
  }

  /** Removes one. Tells whether it was there. */
  remove(id: string): boolean {
    const index = this.#waiting.findIndex((it) => it.id === id);
    if (index !== -1) this.#waiting.splice(index, 1);
    return index !== -1;
  }

  #take<Target extends "request" | "delivery">(
    account: string | undefined,
    target: Target,
    concerns: (fault: Extract<Fault, { target: Target }>) => boolean,
  ): Extract<Fault, { target: Target }> | undefined {
    for (const [index, waiting] of this.#waiting.entries()) {
      const { fault } = waiting;
      if (fault.target !== target || !isOf(waiting, account)) continue;
      const candidate = fault as Extract<Fault, { target: Target }>;
      if (!concerns(candidate) || !isTurn(waiting, candidate)) continue;
      waiting.left -= 1;
      if (waiting.left === 0) this.#waiting.splice(index, 1);
      return candidate;
    }
    return undefined;
  }

  /** Counts a request in all rate limits, and rejects it if one of them is used up. */
  #limited({ account, now, operationId }: FaultyRequest): RequestEffect | undefined {
    let effect: RequestEffect | undefined;
    for (const waiting of this.#waiting) {
      const { fault, windows } = waiting;
      if (fault.target !== "rate-limit" || !isOf(waiting, account)) continue;
      if (fault.operation !== undefined && fault.operation !== operationId) continue;
      const window = windowOf(windows, account ?? "", now(), fault.perSeconds * 1000);
      window.used += 1;
      if (window.used <= fault.requests) continue;
      const { resetAt } = window;
      const retryAfter = Math.max(1, Math.ceil((resetAt - now()) / 1000));
      if (effect?.retryAfter === undefined || effect.retryAfter < retryAfter)
        effect = { status: 429, retryAfter, limit: { requests: fault.requests, resetAt } };
    }
    return effect;
  }
}

const isOf = (waiting: Waiting, account: string | undefined): boolean =>
  waiting.account === undefined || waiting.account === account;

const fits = (fault: RequestFault, { body, operationId, params }: FaultyRequest): boolean =>
  (fault.operation === undefined || fault.operation === operationId) &&
  (fault.taskId === undefined || Object.values(params).some((value) => String(value) === fault.taskId)) &&
  (fault.body === undefined || contains(body, fault.body));

/** Whether a fault that could occur does so this time. */
const isTurn = (waiting: Waiting, { every, rate }: Occurrence): boolean => {
  waiting.seen += 1;
  if (every !== undefined && waiting.seen % every !== 0) return false;
  return rate === undefined || waiting.draw.next() < rate;
};

const seedOf = (fault: Fault): string => (fault.target === "rate-limit" ? "" : (fault.seed ?? ""));

const toState = ({ left, draw, windows, ...rest }: Waiting): FaultState => ({
  ...rest,
  drawn: draw.state(),
  ...(left !== Infinity && { left }),
  windows: [...windows],
});

const fromState = ({ account, drawn, left = Infinity, windows, ...rest }: FaultState): Waiting => ({
  ...rest,
  account,
  left,
  draw: createDraw(seedOf(rest.fault), drawn),
  windows: new Map(windows),
});

const windowOf = (windows: Map<string, Window>, key: string, now: number, length: number): Window => {
  const present = windows.get(key);
  // Time goes back where an account is reset, or restored.
  if (present && now < present.resetAt && now >= present.resetAt - length) return present;
  const [oldest] = windows.size >= MOST_KEYS ? windows.keys() : [];
  if (oldest !== undefined) windows.delete(oldest);
  const next = { resetAt: now + length, used: 0 };
  windows.set(key, next);
  return next;
};
