// oxlint-disable typescript/no-floating-promises -- node:test waits for its tests by itself
import assert from "node:assert/strict";
import { test } from "node:test";
import { type MockFixtures, setUpMock } from "@task-contracts/mock-server/node-test";
import { cancelTask, createTask, getTask, type Service } from "./scale.ts";

const fixturesOf = setUpMock();

/** Where the program under test sends its requests. */
const serviceFor = ({ mock, apiKey, callbacks }: MockFixtures): Service => ({
  baseUrl: mock.url("scale-v1"),
  apiKey,
  callbackUrl: callbacks.url,
});

test("a task is created, and its result arrives", async (t) => {
  const fixtures = fixturesOf(t);
  const { status, body: task } = await createTask(serviceFor(fixtures));

  const callback = await fixtures.callbacks.waitFor(1);

  assert.equal(status, 200);
  assert.partialDeepStrictEqual(callback.body as object, {
    task_id: task.task_id,
    task: { status: "completed" },
  });
});

test("a callback may arrive twice", async (t) => {
  const fixtures = fixturesOf(t);
  await fixtures.account.addFault({ target: "delivery", kind: "duplicate" });
  const { body: task } = await createTask(serviceFor(fixtures));

  await fixtures.callbacks.waitFor(2);

  const ids = fixtures.callbacks.received.map(({ body }) => (body as { task_id: string }).task_id);
  assert.deepEqual(ids, [task.task_id, task.task_id]);
});

test("a receiver that was down for three attempts gets the callback", async (t) => {
  const fixtures = fixturesOf(t);
  const { account, callbacks } = fixtures;
  await account.clock.freeze();
  callbacks.answerWith((_, count) => (count <= 3 ? 503 : 200));
  const { body: task } = await createTask(serviceFor(fixtures));
  await callbacks.waitFor(1);

  await account.clock.advance({ hours: 24 });

  assert.deepEqual(
    callbacks.received.map(({ status }) => status),
    [503, 503, 503, 200],
  );
  assert.equal((await getTask(serviceFor(fixtures), task.task_id)).body.callback_succeeded, true);
});

test("a completed task cannot be canceled", async (t) => {
  const fixtures = fixturesOf(t);
  const { body: task } = await createTask(serviceFor(fixtures));
  await fixtures.callbacks.waitFor(1);

  const refused = await cancelTask(serviceFor(fixtures), task.task_id);

  assert.equal(refused.status, 500);
  assert.equal((await getTask(serviceFor(fixtures), task.task_id)).body.status, "completed");
});
