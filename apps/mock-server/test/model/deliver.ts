import { Plan } from "./plan.ts";
import { isSuccess, waitAfter } from "./retry-rule.ts";
import { type Account, type Arrival, type Attempt, type Delivery, type Model, nextOrder } from "./state.ts";
import { takeDeliveryFault } from "./waiting-faults.ts";

/** How long a callback waits for another one that is to overtake it. */
const OVERTAKING = 60_000;

/** No server listens there. */
export const closedPort = "http://127.0.0.1:9/";

/** A callback is due now, unless a fault was asked for. */
export const dispatch = (model: Model, account: Account, delivery: Delivery): void => {
  account.deliveries.push(delivery);
  const fault = takeDeliveryFault(model, account.key);
  if (fault?.kind === "wrong-auth") delivery.hasWrongAuth = true;
  if (fault?.kind === "duplicate") repeat(model, account, delivery, delivery.createdAt);
  if (fault?.kind === "delay") delivery.nextAttemptAt = delivery.createdAt + (fault.delayMs ?? 0);
  if (fault?.kind === "reorder") {
    delivery.nextAttemptAt = delivery.createdAt + OVERTAKING;
    delivery.isHeld = true;
  }
};

/** Sends the same once more, with retries of its own. */
export const repeat = (model: Model, account: Account, repeated: Delivery, now: number): Delivery => {
  const { api, taskId, url, callback, payload, original = repeated } = repeated;
  const again: Delivery = {
    id: undefined,
    original,
    order: nextOrder(model),
    api,
    taskId,
    url,
    callback,
    payload,
    createdAt: now,
    status: "pending",
    nextAttemptAt: now,
    attempts: [],
  };
  account.deliveries.push(again);
  return again;
};

/** Tries a delivery at a moment. */
export const attempt = (model: Model, account: Account, delivery: Delivery, at: number): void => {
  const { api, url, attempts } = delivery;
  const isOpen = url !== closedPort;
  const reaction = isOpen ? planOf(model, url).take() : "refused";
  const arrival = isOpen ? arrive(model, account, delivery, at) : undefined;
  // The server closes, which is no attempt: it is made again.
  if (reaction === "hang") return;
  const made: Attempt =
    typeof reaction === "number"
      ? { at, status: reaction }
      : { at, error: reaction === "refused" ? "ECONNREFUSED" : "ECONNRESET" };
  attempts.push(made);
  const wait = waitAfter(api, attempts.length);
  if (isSuccess(api, made.status)) end(account, delivery, "succeeded");
  else if (wait === undefined) end(account, delivery, "failed");
  else delivery.nextAttemptAt = at + wait;
  delivery.isHeld = false;
  delivery.hasWrongAuth = false;
  for (const held of account.deliveries) {
    if (held.isHeld && held.order < delivery.order) release(held, at, arrival);
  }
};

const overtakers = new WeakMap<Delivery, Arrival>();

const release = (held: Delivery, at: number, overtaker: Arrival | undefined): void => {
  held.isHeld = false;
  held.nextAttemptAt = at;
  if (overtaker) overtakers.set(held, overtaker);
};

const end = (account: Account, delivery: Delivery, status: "succeeded" | "failed"): void => {
  delivery.status = status;
  delivery.nextAttemptAt = undefined;
  const task = account.tasks.find(({ id }) => id === delivery.taskId);
  if (!task || delivery.api === "scale-beta") return;
  // Once accepted it stays so.
  const isTold = status === "succeeded" || task.body["callback_succeeded"] === true;
  task.body = { ...task.body, callback_succeeded: isTold };
};

const arrive = (model: Model, account: Account, delivery: Delivery, at: number): Arrival => {
  const { taskId, payload, api, url, hasWrongAuth = false } = delivery;
  const after = overtakers.get(delivery);
  overtakers.delete(delivery);
  const arrival: Arrival = {
    account: account.key,
    taskId,
    path: new URL(url).pathname,
    at,
    payload,
    api,
    after,
    authKey: account.authKey,
    hasWrongAuth,
  };
  model.arrivals.push(arrival);
  return arrival;
};

const planOf = (model: Model, url: string): Plan => {
  const path = new URL(url).pathname;
  const plan = model.plans.get(path) ?? new Plan();
  model.plans.set(path, plan);
  return plan;
};
