import { type MockFixtures, test } from "@task-contracts/mock-server/playwright";
import { expect } from "@playwright/test";
import { cancelTask, createTask, getTask, type Service } from "./scale";

/** Where the program under test sends its requests. */
const serviceFor = ({ mock, apiKey, callbacks }: Omit<MockFixtures, "account">): Service => ({
  baseUrl: mock.url("scale-v1"),
  apiKey,
  callbackUrl: callbacks.url,
});

test("a task is created, and its result arrives", async ({ mock, apiKey, callbacks }) => {
  const { status, body: task } = await createTask(serviceFor({ mock, apiKey, callbacks }));

  const callback = await callbacks.waitFor(1);

  expect(status).toBe(200);
  expect(callback.body).toMatchObject({ task_id: task.task_id, task: { status: "completed" } });
});

test("a callback may arrive twice", async ({ mock, apiKey, account, callbacks }) => {
  await account.addFault({ target: "delivery", kind: "duplicate" });
  const { body: task } = await createTask(serviceFor({ mock, apiKey, callbacks }));

  await callbacks.waitFor(2);

  const ids = callbacks.received.map(({ body }) => (body as { task_id: string }).task_id);
  expect(ids).toEqual([task.task_id, task.task_id]);
});

test("a receiver that was down for three attempts gets the callback", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  const service = serviceFor({ mock, apiKey, callbacks });
  await account.clock.freeze();
  callbacks.answerWith((_, count) => (count <= 3 ? 503 : 200));
  const { body: task } = await createTask(service);
  await callbacks.waitFor(1);

  await account.clock.advance({ hours: 24 });

  expect(callbacks.received.map(({ status }) => status)).toEqual([503, 503, 503, 200]);
  expect((await getTask(service, task.task_id)).body).toMatchObject({ callback_succeeded: true });
});

test("a completed task cannot be canceled", async ({ mock, apiKey, callbacks }) => {
  const service = serviceFor({ mock, apiKey, callbacks });
  const { body: task } = await createTask(service);
  await callbacks.waitFor(1);

  const refused = await cancelTask(service, task.task_id);

  expect(refused.status).toBe(500);
  expect((await getTask(service, task.task_id)).body).toMatchObject({ status: "completed" });
});
