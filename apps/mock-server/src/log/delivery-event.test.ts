import { expect, test } from "vitest";
import { toDeliveryEvent, type TriedDelivery } from "./delivery-event.ts";

const delivery: TriedDelivery = {
  api: "scale-v1",
  taskId: "65f0c1d2e3f4a5b6c7d8e9f0",
  url: "https://user:secret@receiver.example/callback?key=secret",
  callback: "taskCompleted",
  status: "pending",
  attempts: [
    { at: 1000, latencyMs: 2 },
    { at: 13_995, latencyMs: 3, status: 500 },
  ],
  nextAttemptAt: 33_995,
};

test("the newest attempt is reported, without the secrets in the URL", () => {
  expect(toDeliveryEvent(delivery)).toEqual({
    event: "delivery",
    time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    api: "scale-v1",
    task: "65f0c1d2e3f4a5b6c7d8e9f0",
    callback: "taskCompleted",
    url: "https://receiver.example/callback",
    attempt: 2,
    status: 500,
    duration: 3,
    outcome: "pending",
    retryIn: 20_000,
  });
});

test("times may be text, as the control API writes them", () => {
  const attempts = [{ at: "2026-03-02T09:14:07.000Z", latencyMs: 2, error: "timeout" }];

  expect(toDeliveryEvent({ ...delivery, attempts, nextAttemptAt: "2026-03-02T09:14:08.500Z" })).toMatchObject(
    { error: "timeout", retryIn: 1500 },
  );
});

test("a delivery without an attempt reports nothing", () => {
  expect(toDeliveryEvent({ ...delivery, attempts: [] })).toBeUndefined();
});
