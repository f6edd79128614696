import { expect, test } from "vitest";
import type { Engine } from "../engine/create-engine.ts";
import { Events } from "../engine/events.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { waitForDelivery } from "./wait-for-delivery.ts";

test("a wait that begins when the server has closed ends at once", async () => {
  const engine = { closing: AbortSignal.abort(), events: new Events(), store: createMemoryStore() };
  const wait = { taskId: "65f0c1d2e3f4a5b6c7d8e9f0", until: "attempted", timeoutMs: 600_000 } as const;

  await expect(waitForDelivery(engine as Engine, wait)).rejects.toThrow("No callback for task 65f0c1d2");
});
