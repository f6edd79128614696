import { expect, onTestFinished, test } from "vitest";
import type { AccountEvent } from "../control/account-events.ts";
import type { AccountHandle } from "../control/account-handle.ts";
import { createMock, type Mock } from "../create-mock.ts";
import { createRemoteAccount } from "./remote-account.ts";

const request = {
  callback_url: "https://shop.example/hook",
  instruction: "Is this animal big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
};

interface World {
  readonly mock: Mock;
  /** In the same thread, and through the control API. */
  readonly handles: readonly AccountHandle[];
  readonly create: () => Promise<string>;
}

const start = async (statuses: readonly number[] = []): Promise<World> => {
  const left = [...statuses];
  const mock = await createMock({
    callbacks: async () => new Response(null, { status: left.shift() ?? 200 }),
  });
  onTestFinished(() => mock.close());
  const create = async (): Promise<string> => {
    const response = await mock.fetch("http://mock.test/scale-v1/task/categorization", {
      method: "POST",
      headers: { authorization: `Basic ${btoa("live_a:")}`, "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    return ((await response.json()) as { task_id: string }).task_id;
  };
  return {
    mock,
    handles: [mock.account("live_a"), createRemoteAccount(mock.fetch, "http://mock.test", "live_a")],
    create,
  };
};

test("a handle of a mock elsewhere reads what one in the same thread reads", async () => {
  const { create, handles } = await start();
  const [own, remote] = handles as [AccountHandle, AccountHandle];
  await own.clock.freeze();
  const id = await create();
  await own.addFault({ target: "delivery", kind: "duplicate" });
  const reads: readonly ((account: AccountHandle) => Promise<unknown>)[] = [
    (account) => account.clock.now(),
    (account) => account.settings(),
    (account) => account.tasks({ api: "scale-v1", limit: 1 }),
    (account) => account.getTask(id),
    (account) => account.faults(),
    (account) => account.requests({ taskId: id }),
    (account) => account.waitForRequest({ operation: "createCategorizationTask" }),
    (account) => account.waitForTask(id, "pending"),
    (account) => account.deliveries(),
  ];
  for (const read of reads) expect(await read(remote)).toEqual(await read(own));
});

test("a handle of a mock elsewhere changes what one in the same thread changes", async () => {
  const { create, handles } = await start([500, 500, 500, 200]);
  const [own, remote] = handles as [AccountHandle, AccountHandle];
  await remote.clock.freeze();
  const events = remote.events();
  const [id, other] = [await create(), await create()];
  const { faultId } = await remote.addFault({ target: "delivery", kind: "duplicate" });
  await remote.removeFault(faultId);
  expect(await own.faults()).toEqual([]);
  const snapshot = await remote.snapshot();
  await remote.completeTask(id);
  const first = await remote.waitForCallback(id);
  expect(first).toMatchObject({ attempts: [{ status: 500 }] });
  await remote.retry(first.deliveryId);
  await expect.poll(async () => (await own.deliveries())[0]?.attempts.length).toBe(2);
  expect(await remote.clock.toNext()).toMatchObject({ attempts: 1 });
  expect(await remote.giveUp(first.deliveryId)).toMatchObject({ status: "failed" });
  await remote.replay(first.deliveryId);
  expect(await remote.waitForCallbacks(id, { count: 2, until: "ended" })).toMatchObject([
    { status: "failed" },
    { status: "succeeded" },
  ]);
  await remote.review(id, "accepted");
  expect(await remote.cancelTask(await create())).toMatchObject({ status: "canceled" });
  await remote.clock.set("2099-01-01T00:00:00Z");
  await expect(remote.clock.toRealTime()).rejects.toThrow("ahead of the real time");
  await expect(remote.waitForTask(other, "completed", { timeoutMs: 1 })).rejects.toThrow(
    `Task ${other} is pending, and did not become completed within 1 ms.`,
  );
  const seen: AccountEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    if (event.type === "delivery" && event.status === "succeeded") break;
  }
  expect(seen[0]).toMatchObject({ type: "task", taskId: id, status: "pending" });
  await remote.restore(snapshot);
  expect(await own.getTask(id)).toMatchObject({ status: "pending" });
  await remote.clearFaults();
  await remote.reset();
  expect((await own.tasks({ api: "scale-v1" })).total).toBe(0);
});

test("a handle of a mock elsewhere reaches no other account", async () => {
  const { create, handles, mock } = await start();
  const [own] = handles as [AccountHandle];
  const other = createRemoteAccount(mock.fetch, "http://mock.test", "live_b");
  const id = await create();
  await own.completeTask(id);
  const { deliveryId } = await own.waitForCallback(id);
  const { faultId } = await own.addFault({ target: "request", status: 500 });
  await expect(other.replay(deliveryId)).rejects.toThrow(`The account has no delivery ${deliveryId}.`);
  await expect(other.removeFault(faultId)).rejects.toThrow(`The account has no fault ${faultId}.`);
  await expect(other.getTask("")).rejects.toThrow("There is no task");
  for (const apiKey of ["", "*"])
    expect(() => createRemoteAccount(mock.fetch, "http://mock.test", apiKey)).toThrow(
      "the API key of one account",
    );
});

test("events of a mock elsewhere have every character, and end when they are not wanted any more", async () => {
  const { handles } = await start();
  const [own, remote] = handles as [AccountHandle, AccountHandle];
  for (let count = 0; count < 70; count++) await remote.events().return?.();
  const events = remote.events();
  await own.clock.freeze();
  expect(await events.next()).toMatchObject({ value: { type: "clock", frozen: true } });
  await events.return?.();
  await own.clock.resume();
  expect(await remote.tasks({ status: undefined as never, api: "scale-v1" })).toMatchObject({ total: 0 });
});
