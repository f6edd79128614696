import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { TaskRecord } from "../../src/engine/model.ts";
import { createReferenceStore } from "../support/reference-store.ts";
import type { DeliveryQuery, Store, StoreChange, TaskQuery } from "../../src/engine/store/store.ts";
import type { StoreUnderTest } from "./store-under-test.ts";
import { newAccount, newDefaults, newDelivery, newQuery, newTask } from "../support/records.ts";

const account = fc.constantFrom("ann", "bob");
const api = fc.constantFrom<TaskRecord["api"]>("scale-v1", "dataflowkit-v1");
const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
const type = fc.constantFrom("annotation", "comparison");
const status = fc.constantFrom("pending", "completed", "canceled");
const customerReviewStatus = fc.constantFrom("accepted", "rejected");
const small = fc.nat({ max: 12 });

/** Sequences collide now and then, ids often. Times follow from the sequence, so that they never decrease with it. */
const sequence = fc.integer({ min: 1, max: 40 });
const timeOf = (value: number): number => Math.floor(value / 3) * 1000;

const task: fc.Arbitrary<StoreChange> = fc
  .record(
    { api, account, id, type, status, sequence, customerReviewStatus, dueAt: small },
    { requiredKeys: ["api", "account", "id", "type", "status", "sequence"] },
  )
  .map((values) => ({
    put: "task",
    record: newTask(values.sequence, { ...values, createdAt: timeOf(values.sequence) }),
  }));

const delivery: fc.Arbitrary<StoreChange> = fc
  .record({ id, account, taskId: id, sequence })
  .map((values) => ({ put: "delivery", record: newDelivery(values.sequence, values) }));

const change: fc.Arbitrary<StoreChange> = fc.oneof(
  { arbitrary: task, weight: 12 },
  { arbitrary: delivery, weight: 4 },
  fc
    .tuple(account, id)
    .map(([key, authKey]) => ({ put: "account", record: newAccount(key, authKey) }) as const),
  id.map((authKey) => ({ put: "defaults", record: newDefaults(authKey) }) as const),
  fc.record({ delete: fc.constant("task" as const), api, account, id }),
  fc.record({ delete: fc.constant("all" as const), account }),
  fc.constant({ delete: "all" } as const),
);

const tasks: fc.Arbitrary<TaskQuery> = fc
  .record(
    {
      api,
      account,
      type,
      status,
      customerReviewStatuses: fc.uniqueArray(fc.constantFrom("accepted", "rejected", "fixed", ""), {
        minLength: 1,
      }),
      createdFrom: sequence.map(timeOf),
      createdTo: sequence.map(timeOf),
      order: fc.constantFrom("ascending" as const, "descending" as const),
      limit: small,
      offset: small,
      after: sequence,
    },
    { requiredKeys: [] },
  )
  .map(newQuery);

const deliveries: fc.Arbitrary<DeliveryQuery> = fc.record(
  { account, taskId: id, limit: small },
  { requiredKeys: [] },
);

interface Step {
  readonly changes: readonly StoreChange[];
  readonly tasks: TaskQuery;
  readonly deliveries: DeliveryQuery;
  readonly id: string;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 4 }), tasks, deliveries, id }),
  { maxLength: 60, size: "max" },
);

/** All that a store shows of itself after a step. */
const take = async (store: Store, step: Step): Promise<unknown> => ({
  isWritten: await store.write(step.changes).then(
    () => true,
    () => false,
  ),
  page: await store.listTasks(step.tasks),
  task: (await store.getTask(step.tasks.api, step.tasks.account, step.id)) ?? null,
  found: await store.findTasks(step.id),
  delivery: (await store.getDelivery(step.id)) ?? null,
  deliveries: await store.listDeliveries(step.deliveries),
  account: (await store.getAccount(step.tasks.account)) ?? null,
  accounts: await store.listAccounts(),
  defaults: (await store.getDefaults()) ?? null,
  unfinished: await store.listUnfinished(),
  lastSequence: await store.lastSequence(),
  lastCreations: new Map(await store.lastCreations()),
  some: await Promise.all([
    store.listAccounts([step.tasks.account]),
    store.listUnfinished([step.tasks.account, "unknown"]),
    store.lastCreations([step.tasks.account]).then((times) => new Map(times)),
  ]),
  dump: await store.dump(),
  dumpOfOne: await store.dump(step.tasks.account),
});

/** Whether a store does what the reference does, whatever is asked of it. */
export const testModel = ({ name, open }: StoreUnderTest): void => {
  test(`a ${name} store does what the reference store does`, async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const reference = createReferenceStore();
        await store.write([{ delete: "all" }]);
        for (const step of script) expect(await take(store, step)).toEqual(await take(reference, step));
      }),
      { numRuns: 10 },
    );
  });
};
