import * as fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../agree.ts";
import { present } from "../compare-deliveries.ts";
import { settle } from "../compare.ts";
import { repeat } from "../deliver.ts";
import { type Account, accountOf, type Delivery, type Model, pickOf } from "../state.ts";
import type { System } from "../system.ts";
import { type Command, commands } from "./command.ts";
import { hasTasks, type Pick, pick, picked, taskOf } from "./pick-task.ts";
import { reaction, setPlan } from "./plans.ts";
import type { Steady } from "../plan.ts";

const hasDeliveries = (model: Readonly<Model>, { key }: Pick): boolean =>
  accountOf(model, key).deliveries.length > 0;

const deliveryOf = ({ deliveries }: Account, { pick: index }: Pick): Delivery => {
  const delivery = pickOf(deliveries.toReversed(), index);
  if (delivery?.id === undefined) throw new Error("The log was not compared since this delivery was made.");
  return delivery;
};

/** Sends a callback again, which faults do not concern. Perhaps the receiver has changed its mind. */
const replay = {
  isPossible: hasDeliveries,
  run: async (model: Model, system: System, params: Pick & { readonly always: Steady | undefined }) => {
    const account = accountOf(model, params.key);
    const delivery = deliveryOf(account, params);
    const path = new URL(delivery.url).pathname;
    if (params.always !== undefined && model.plans.has(path)) setPlan(model, system, path, [], params.always);
    const { status, body } = await system.control(`POST /deliveries/${delivery.id}/replay`);
    agree("the replay", status, 200);
    const again = repeat(model, account, delivery, account.now);
    again.id = String(body["deliveryId"]);
    agree("the replay", body, present(account, again));
    await settle(model, system, [params.key]);
  },
};

export const replays: fc.Arbitrary<Command> = commands(
  "replay",
  fc.record({ ...picked, always: fc.option(reaction, { nil: undefined, freq: 1 }) }),
  replay,
);

export const deliveryReads: fc.Arbitrary<Command> = commands("read a delivery", pick, {
  isPossible: hasDeliveries,
  run: async (model, system, params) => {
    const account = accountOf(model, params.key);
    const delivery = deliveryOf(account, params);
    const { body } = await system.control(`GET /deliveries/${delivery.id}`);
    const { method, headers, body: sent, ...summary } = body;
    agree("the delivery", summary, present(account, delivery));
    const { mediaType = "", payload } = summary as {
      readonly mediaType?: string;
      readonly payload?: unknown;
    };
    agree(
      "its message",
      { method, headers },
      { method: "POST", headers: expect.objectContaining({ "content-type": mediaType }) },
    );
    if (mediaType === "application/json") agree("its body", JSON.parse(String(sent)), payload);
  },
});

/** The log of one task, the newest entries of it. */
export const logs: fc.Arbitrary<Command> = commands(
  "list deliveries",
  fc.record({ ...picked, limit: fc.integer({ min: 1, max: 3 }) }),
  {
    isPossible: hasTasks,
    run: async (model, system, params) => {
      const { id } = taskOf(model, params);
      const account = accountOf(model, params.key);
      const { body } = await system.control(`GET /deliveries?taskId=${id}&limit=${params.limit}`, params.key);
      const ofTask = account.deliveries.filter(({ taskId }) => taskId === id);
      agree(
        "the log of a task",
        body,
        ofTask.slice(-params.limit).map((delivery) => present(account, delivery)),
      );
    },
  },
);

/** Waits for what has happened already, or in vain. */
export const waits: fc.Arbitrary<Command> = commands(
  "wait for a delivery",
  fc.record({ ...picked, until: fc.constantFrom("attempted" as const, "ended" as const) }),
  {
    isPossible: hasTasks,
    run: async (model, system, params) => {
      const { id } = taskOf(model, params);
      const account = accountOf(model, params.key);
      const all = account.deliveries.filter(({ taskId }) => taskId === id);
      const newest = all.at(-1);
      // A replay may have arrived while retries of the first delivery are still to come.
      const isThere =
        params.until === "ended" ? all.every(({ status }) => status !== "pending") : newest?.attempts.length;
      const timeout = newest && isThere ? 5000 : 1;
      const line = `GET /tasks/${id}/delivery?until=${params.until}&timeoutMs=${timeout}`;
      const { status, body } = await system.control(line, params.key);
      agree(line, status, newest && isThere ? 200 : 408);
      if (newest && isThere) agree("the newest delivery", body, present(account, newest));
    },
  },
);
