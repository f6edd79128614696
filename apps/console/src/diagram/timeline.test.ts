import { expect, test } from "vitest";
import { momentsOf } from "./timeline.tsx";

const delivery = {
  deliveryId: "d",
  taskId: "t",
  api: "shop",
  account: "key",
  callback: "done",
  url: "http://127.0.0.1:1/",
  mediaType: "application/json",
  payload: {},
  createdAt: "2026-03-02T09:00:00.000Z",
};

test("retries that would follow are the declared delays after the next one", () => {
  const moments = momentsOf(
    { createdAt: delivery.createdAt },
    [
      {
        ...delivery,
        status: "pending",
        attempts: [{ at: "2026-03-02T09:00:01.000Z", latencyMs: 1, status: 500 }],
        nextAttemptAt: "2026-03-02T09:01:01.000Z",
      },
    ],
    () => [60_000, 120_000, 240_000],
  );
  expect(
    moments.map(({ at, kind, label }) => [new Date(at).toISOString().slice(11, 19), kind, label]),
  ).toEqual([
    ["09:00:00", "change", "created"],
    ["09:00:01", "failure", "attempt 1: 500"],
    ["09:01:01", "future", "attempt 2"],
    ["09:03:01", "future", "attempt 3"],
    ["09:07:01", "future", "attempt 4"],
  ]);
});

test("the last attempt of a callback that succeeded is a success", () => {
  const attempts = [
    { at: "2026-03-02T09:00:01.000Z", latencyMs: 1, error: "timeout" },
    { at: "2026-03-02T09:00:02.000Z", latencyMs: 1, status: 200 },
  ];
  const moments = momentsOf(
    { createdAt: delivery.createdAt },
    [{ ...delivery, status: "succeeded", attempts }],
    () => [1],
  );
  expect(moments.map(({ kind }) => kind)).toEqual(["change", "failure", "success"]);
});
