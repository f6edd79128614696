/**
 * What the model knows: plain data, written from DESIGN §5, the README and decisions/, and from nothing else. Times are
 * in milliseconds by the clock of the account.
 */
import * as fc from "fast-check";
import type { Plan } from "./plan.ts";

export type Json = Record<string, unknown>;

export type ScaleApi = "scale-v1" | "scale-beta";

/** A task of a Scale API. */
export interface ScaleTask {
  readonly id: string;
  readonly api: ScaleApi;
  /** Of creation, over everything. */
  readonly order: number;
  readonly createdAt: number;
  /** What clients see. */
  body: Json;
  /** When it completes by itself. */
  dueAt?: number | undefined;
  review?: string;
  /** A result that the contract gives as an example of this request. */
  readonly example: Json;
  /** What is downloaded before a result is generated, with the status of the file. */
  readonly files: readonly { readonly url: string; readonly status: number }[];
}

/** A Dataflow Kit task. `id` and what it shows may have to be learned. */
export interface Run {
  id: string | undefined;
  readonly order: number;
  readonly kind: "extraction" | "conversion";
  body: Json;
  readonly payload: Json | undefined;
  dueAt?: number | undefined;
  startedAt?: number;
  endsWith?: "completed" | "error";
}

/** One try to deliver. */
export interface Attempt {
  readonly at: number;
  readonly status?: number;
  readonly error?: string;
}

/** A callback. */
export interface Delivery {
  /** Learned when the log is first read. */
  id: string | undefined;
  /** The first one, of which this is a repetition. */
  readonly original?: Delivery;
  readonly order: number;
  readonly api: ScaleApi;
  readonly taskId: string;
  readonly url: string;
  readonly callback: string;
  readonly payload: Json;
  readonly createdAt: number;
  status: "pending" | "succeeded" | "failed";
  nextAttemptAt?: number | undefined;
  readonly attempts: Attempt[];
  /** To be sent after the next one. */
  isHeld?: boolean;
  /** With its next attempt it carries a wrong key. */
  hasWrongAuth?: boolean;
}

export interface Settings {
  defaultCallbackUrl: string | null;
  testCompletion: "immediate" | "in-response" | "delayed" | "manual";
  liveCompletion: "manual" | "by-urgency";
  completionDelayMs: number;
  checkAttachments: boolean;
  disabledTaskTypes: readonly string[];
  runResult: "completed" | "error" | "manual";
}

export interface Account {
  readonly key: string;
  authKey: string;
  now: number;
  settings: Settings;
  readonly tasks: ScaleTask[];
  readonly runs: Run[];
  readonly deliveries: Delivery[];
}

export interface RequestFault {
  readonly target: "request";
  readonly operation?: string;
  readonly status?: number;
  readonly drop?: boolean;
  readonly delayMs?: number;
}

export interface DeliveryFault {
  readonly target: "delivery";
  readonly kind: "duplicate" | "delay" | "reorder" | "wrong-auth";
  readonly delayMs?: number;
}

/** A fault that is still to happen, so many times. */
export interface WaitingFault {
  readonly account: string | undefined;
  readonly fault: RequestFault | DeliveryFault;
  left: number;
}

/** A callback that the receiver must have got. */
export interface Arrival {
  readonly account: string;
  readonly taskId: string;
  readonly path: string;
  at: number;
  readonly payload: Json;
  readonly api: ScaleApi;
  readonly authKey: string;
  readonly hasWrongAuth: boolean;
  /** One that must have come before. */
  readonly after?: Arrival | undefined;
}

/** A list that is being paginated. */
export interface Walk {
  readonly account: string;
  readonly filter: Json;
  readonly token: string;
  /** The last task that was seen. */
  readonly after: ScaleTask;
}

export interface Model {
  /** Whether all outlives the process. */
  readonly isDurable: boolean;
  readonly accounts: Map<string, Account>;
  /** What accounts begin with. */
  defaults: { now: number; settings: Settings; authKey?: string };
  faults: WaitingFault[];
  /** How the receiver answers, by path. */
  readonly plans: Map<string, Plan>;
  readonly snapshots: Map<string, readonly Account[]>;
  walks: Walk[];
  /** What the receiver must have got since it was last compared. */
  arrivals: Arrival[];
  order: number;
}

/** One account of people, two of tests. */
export const keys: readonly string[] = ["test_a", "live_b", "test_c"];

/** Mostly the same one, so that what is done to an account meets what was done to it before. */
export const anyKey: fc.Arbitrary<string> = fc.constantFrom(
  "test_a",
  "test_a",
  "test_a",
  "test_a",
  "live_b",
  "live_b",
  "test_c",
);

export const initialSettings: Settings = {
  defaultCallbackUrl: null,
  testCompletion: "immediate",
  liveCompletion: "manual",
  completionDelayMs: 0,
  checkAttachments: false,
  disabledTaskTypes: [],
  runResult: "completed",
};

export const newModel = (isDurable: boolean): Model => ({
  isDurable,
  accounts: new Map(),
  defaults: { now: 0, settings: initialSettings },
  faults: [],
  plans: new Map(),
  snapshots: new Map(),
  walks: [],
  arrivals: [],
  order: 0,
});

export const nextOrder = (model: Model): number => (model.order += 1);

/** An account, which the model always has: each is used right after it came into being. */
export const accountOf = (model: Readonly<Model>, key: string): Account => {
  const account = model.accounts.get(key);
  if (!account) throw new Error(`The model has no account ${key}.`);
  return account;
};

/** One of several, by a number that a command carries. */
export const pickOf = <T>(items: readonly T[], pick: number): T | undefined => items[pick % items.length];

export const isoTime = (time: number): string => new Date(time).toISOString();
