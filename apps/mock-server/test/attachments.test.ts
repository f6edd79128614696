import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished } from "vitest";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";
import { startStatusServer } from "./support/status-server.ts";

describe("attachments are downloaded when the account asks for it", () => {
  const picture = { attachment_type: "image" };

  test("one that is missing gives the error callback, and completes the task with an error", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    const files = await startStatusServer();
    await account.updateSettings({ checkAttachments: true });
    const gone = `${files}/404`;
    const id = await createTask(mock, apiKey, { ...picture, attachment: gone, callback_url: callbacks.url });

    const { body } = await callbacks.waitFor(1);
    expect(body).toEqual({
      error: "Some attachments cannot be downloaded.",
      attachments: [{ statusCode: 404, url: gone }],
      task_id: id,
    });
    expect(await account.waitForCallback(id)).toMatchObject({
      callback: "attachmentFailed",
      status: "succeeded",
    });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body).toMatchObject({
      status: "completed",
      response: { error: "Some attachments cannot be downloaded." },
      callback_succeeded: true,
    });
  });

  test.for([
    ["that is there", "/200", { ...picture }, "taskCompleted"],
    ["that leads in circles", "/302", { ...picture }, "attachmentFailed"],
    ["that is text", "/404", { attachment_type: "text" }, "taskCompleted"],
  ] as const)("one %s", async ([, path, changes, callback], { mock, apiKey, account }) => {
    const files = await startStatusServer();
    await account.updateSettings({ checkAttachments: true });
    const id = await createTask(mock, apiKey, { attachment: files + path, ...changes });
    expect((await account.waitForCallback(id)).callback).toBe(callback);
  });

  test("the failed ones of many are listed, each with its status", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    const files = await startStatusServer();
    await account.updateSettings({ checkAttachments: true });
    const attachments = ["/200", "/410", "/500"].map((path) => files + path);
    await send(mock, "POST /scale-v1/task/comparison", {
      key: apiKey,
      json: {
        callback_url: callbacks.url,
        instruction: "Which is better?",
        attachment_type: "image",
        attachments,
        choices: ["1", "2"],
      },
    });
    expect((await callbacks.waitFor(1)).body).toMatchObject({
      attachments: [
        { statusCode: 410, url: attachments[1] },
        { statusCode: 500, url: attachments[2] },
      ],
    });
  });

  test("the beta has no callback for that, so it does not look", async ({ mock, apiKey, account }) => {
    const files = await startStatusServer();
    await account.updateSettings({ checkAttachments: true });
    const json = { ...question, ...picture, attachment: `${files}/404`, callback_url: "http://127.0.0.1:9/" };
    const { body } = await send(mock, "POST /scale-beta/task/categorize", { key: apiKey, json });
    const id = String(body["task_id"]);
    expect((await account.waitForCallback(id)).callback).toBe("taskCompleted");
    expect((await send(mock, `GET /scale-beta/task/${id}`, { key: apiKey })).status).toBe(200);
  });

  test("a given end needs no download", async ({ mock }) => {
    const key = newKey("live");
    const account = mock.account(key);
    await account.updateSettings({ checkAttachments: true });
    const id = await createTask(mock, key, { ...picture, attachment: "http://127.0.0.1:9/a.jpg" });
    await account.completeTask(id, { response: { category: "damage" } });
    expect((await account.waitForCallback(id)).callback).toBe("taskCompleted");
  });

  test("a task can be canceled while its attachment is being downloaded", async ({ mock }) => {
    const asked = Promise.withResolvers<void>();
    const server = createServer(() => asked.resolve()).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const key = newKey("live");
    const account = mock.account(key);
    await account.updateSettings({ checkAttachments: true });
    const attachment = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const id = await createTask(mock, key, { ...picture, attachment });
    const completion = account.completeTask(id);
    await asked.promise;
    expect((await send(mock, `POST /scale-v1/task/${id}/cancel`, { key })).status).toBe(200);
    server.closeAllConnections();
    await expect(completion).rejects.toThrow("is canceled");
  });
});
