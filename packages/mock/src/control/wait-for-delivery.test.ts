import { expect, test } from "vitest";
import type { Engine } from "../engine/create-engine.ts";
import { Events } from "../engine/events.ts";
import { createSerial } from "../engine/serial.ts";
import { createMemoryStore } from "../engine/store/memory-store.ts";
import { createManualHost } from "../../test/support/manual-host.ts";
import { newDelivery } from "../../test/support/records.ts";
import { waitForDelivery } from "./wait-for-delivery.ts";

const attempt = { at: 0, latencyMs: 1, status: 200 };

test("a wait that begins when the server has closed ends at once", async () => {
  const engine = {
    closing: AbortSignal.abort(),
    events: new Events(),
    host: createManualHost(),
    serial: createSerial(),
    store: createMemoryStore(),
  };
  const wait = { taskId: "65f0c1d2e3f4a5b6c7d8e9f0", until: "attempted", timeoutMs: 600_000 } as const;

  await expect(waitForDelivery(engine as unknown as Engine, wait)).rejects.toThrow(
    "No callback for task 65f0c1d2",
  );
});

test("the end of a callback includes a duplicate that is only being stored", async () => {
  const [events, serial, store] = [new Events(), createSerial(), createMemoryStore()];
  const host = createManualHost();
  const engine = { closing: new AbortController().signal, events, host, serial, store } as unknown as Engine;
  const { nextAttemptAt: _, ...original } = newDelivery(1, { status: "succeeded", attempts: [attempt] });
  const duplicate = newDelivery(2);
  const stored = Promise.withResolvers<void>();
  const completing = serial("task task-1", async () => {
    await store.write([{ put: "delivery", record: original }]);
    await stored.promise;
    await store.write([{ put: "delivery", record: duplicate }]);
  });

  const ended = waitForDelivery(engine, { taskId: "task-1", until: "ended", timeoutMs: 60_000 });
  events.emit({ type: "delivery", account: "ann", delivery: original });
  stored.resolve();
  await completing;
  const { nextAttemptAt: __, ...repeated } = {
    ...duplicate,
    status: "succeeded" as const,
    attempts: [attempt],
  };
  await store.write([{ put: "delivery", record: repeated }]);
  events.emit({ type: "delivery", account: "ann", delivery: repeated });

  expect(await ended).toEqual(repeated);
});
