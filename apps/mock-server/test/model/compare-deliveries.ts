import { expect } from "vitest";
import { agree } from "./agree.ts";
import type { LoggedDelivery } from "./observed.ts";
import { answerOf } from "./scripted-receiver.ts";
import { type Account, type Attempt, type Delivery, isoTime } from "./state.ts";

/** Compares the log: every delivery of every task, and every attempt. */
export const compareDeliveries = (account: Account, log: readonly LoggedDelivery[]): void => {
  agree(`deliveries of ${account.key}`, log.length, account.deliveries.length);
  const times = log.map(({ createdAt }) => createdAt);
  agree("the oldest first", times, times.toSorted());
  for (const taskId of new Set(log.map((it) => it.taskId))) {
    const logged = log.filter((it) => it.taskId === taskId);
    const expected = account.deliveries.filter((it) => it.taskId === taskId);
    learnIds(expected, logged);
    agree(
      `deliveries of the task ${taskId}`,
      logged,
      expected.map((delivery) => present(account, delivery)),
    );
  }
};

const learnIds = (expected: readonly Delivery[], logged: readonly LoggedDelivery[]): void => {
  for (const [index, delivery] of expected.entries()) delivery.id ??= logged[index]?.deliveryId;
};

/** As the control API shows a delivery. */
export const present = ({ key }: Account, delivery: Delivery): object => {
  const { id, original, api, taskId, url, callback, payload } = delivery;
  const { status, attempts, createdAt, nextAttemptAt } = delivery;
  return {
    deliveryId: id,
    ...(original && { repeatOf: original.id }),
    api,
    account: key,
    taskId,
    url,
    callback,
    payload,
    status,
    mediaType: api === "scale-beta" ? "application/x-www-form-urlencoded" : "application/json",
    createdAt: isoTime(createdAt),
    attempts: attempts.map(presentAttempt),
    ...(nextAttemptAt !== undefined && { nextAttemptAt: isoTime(nextAttemptAt) }),
  };
};

const presentAttempt = ({ at, status, error }: Attempt): object => ({
  at: isoTime(at),
  latencyMs: expect.any(Number),
  ...(status !== undefined && { status, responseBody: answerOf(status) }),
  ...(error !== undefined && { error }),
});
