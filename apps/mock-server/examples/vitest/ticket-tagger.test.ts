// oxlint-disable vitest/no-standalone-expect -- this test is Vitest's own, with fixtures
import { test } from "@task-contracts/mock-server/vitest";
import { expect } from "vitest";
import { findTicket, tagTicket } from "./ticket-tagger.ts";

test("a ticket is tagged, and the callback says how", async ({ mock, apiKey, callbacks }) => {
  const service = { baseUrl: mock.url("scale-v1"), apiKey, callbackUrl: callbacks.url };

  const task = await tagTicket("Two of the four chairs are missing.", service);
  const callback = await callbacks.waitFor(1);

  expect(task.status).toBe("pending");
  expect(callback.body).toMatchObject({
    task_id: task.task_id,
    response: { category: expect.stringMatching(/^(delivery|damage|invoice)$/) as string },
  });
  expect(await findTicket(task.task_id, service)).toMatchObject({ status: "completed" });
});

test("a test decides what the response is, and when", async ({ mock, apiKey, account, callbacks }) => {
  const service = { baseUrl: mock.url("scale-v1"), apiKey, callbackUrl: callbacks.url };
  await account.updateSettings({ testCompletion: "manual" });
  const { task_id: id } = await tagTicket("The parcel never came.", service);

  await account.completeTask(id, { response: { category: "delivery" } });

  expect((await callbacks.waitFor(1)).body).toMatchObject({ response: { category: "delivery" } });
});

test("a receiver that is down for a day is given up on after 20 retries", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  const service = { baseUrl: mock.url("scale-v1"), apiKey, callbackUrl: callbacks.url };
  callbacks.answerWith(503);
  await account.clock.freeze();
  const { task_id: id } = await tagTicket("I was billed twice.", service);
  await callbacks.waitFor(1);

  const { attempts } = await account.clock.advance({ hours: 24 });

  expect(attempts).toBe(20);
  expect(await findTicket(id, service)).toMatchObject({ status: "completed", callback_succeeded: false });
});

test("an outage of the service is reported", async ({ mock, apiKey, account, callbacks }) => {
  const service = { baseUrl: mock.url("scale-v1"), apiKey, callbackUrl: callbacks.url };
  await account.addFault({ target: "request", status: 503 });

  await expect(tagTicket("Where is my chair?", service)).rejects.toThrow("The service answered 503");
});
