import { agree, agreeWithin } from "./agree.ts";
import type { Json } from "./state.ts";

/** A delivery, as the log of the server has it. */
export interface LoggedDelivery {
  readonly deliveryId: string;
  readonly taskId: string;
  readonly createdAt: string;
  readonly nextAttemptAt?: string;
  readonly status: string;
  readonly payload: Json;
  readonly attempts: readonly { readonly at: string; readonly status?: number; readonly error?: string }[];
}

/** Until when, and at which moments things happened. */
export interface Happened {
  /** The log, from which is learned what the rules leave open: made-up answers, and times of a clock that ran. */
  readonly log: readonly LoggedDelivery[];
  readonly until: number;
  /** Whether the clock ran meanwhile. If not, everything happens exactly when it is due. */
  readonly isRunning?: boolean;
}

const ofTask = ({ log }: Happened, taskId: string): LoggedDelivery[] =>
  log.filter((delivery) => delivery.taskId === taskId);

/** A moment that must be the due one, or while the clock ran, one between that and the end. */
const moment = ({ until, isRunning = false }: Happened, due: number, seen: string | undefined): number => {
  if (!isRunning) return due;
  const at = Date.parse(seen ?? "nothing in the log");
  agreeWithin("when something happened", at, [due, until]);
  return at;
};

/** When a task was completed. */
export const completedAt = (happened: Happened, taskId: string, due: number): number => {
  const [first] = ofTask(happened, taskId);
  return moment(happened, due, (first?.payload["task"] as Json | undefined)?.["completed_at"] as string);
};

/** When an attempt of a delivery of a task was made; both count from 0. */
export const attemptedAt = (
  happened: Happened,
  taskId: string,
  [delivery, attempt]: readonly [number, number],
  due: number,
): number => moment(happened, due, ofTask(happened, taskId)[delivery]?.attempts[attempt]?.at);

/** The result that the server generated, or the text of its error. */
export const madeUp = (happened: Happened, taskId: string): Json => {
  const [first] = ofTask(happened, taskId);
  agree(`whether there is a callback of the completed task ${taskId}`, first !== undefined, true);
  return first?.payload ?? {};
};
