import { setUpMock } from "@task-contracts/mock-server/jest";
import { cancelTask, createTask, getTask } from "./scale.js";

const fixtures = setUpMock();

/** Where the program under test sends its requests. */
const service = () => ({
  baseUrl: fixtures.mock.url("scale-v1"),
  apiKey: fixtures.apiKey,
  callbackUrl: fixtures.callbacks.url,
});

test("a task is created, and its result arrives", async () => {
  const { status, body: task } = await createTask(service());

  const callback = await fixtures.callbacks.waitFor(1);

  expect(status).toBe(200);
  expect(callback.body).toMatchObject({ task_id: task.task_id, task: { status: "completed" } });
});

test("a callback may arrive twice", async () => {
  await fixtures.account.addFault({ target: "delivery", kind: "duplicate" });
  const { body: task } = await createTask(service());

  await fixtures.callbacks.waitFor(2);

  const ids = fixtures.callbacks.received.map(({ body }) => body.task_id);
  expect(ids).toEqual([task.task_id, task.task_id]);
});

test("a receiver that was down for three attempts gets the callback", async () => {
  const { account, callbacks } = fixtures;
  await account.clock.freeze();
  callbacks.answerWith((_, count) => (count <= 3 ? 503 : 200));
  const { body: task } = await createTask(service());
  await callbacks.waitFor(1);

  await account.clock.advance({ hours: 24 });

  expect(callbacks.received.map(({ status }) => status)).toEqual([503, 503, 503, 200]);
  expect((await getTask(service(), task.task_id)).body).toMatchObject({ callback_succeeded: true });
});

test("a completed task cannot be canceled", async () => {
  const { body: task } = await createTask(service());
  await fixtures.callbacks.waitFor(1);

  const refused = await cancelTask(service(), task.task_id);

  expect(refused.status).toBe(500);
  expect((await getTask(service(), task.task_id)).body).toMatchObject({ status: "completed" });
});
