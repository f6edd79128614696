import { createMock } from "@task-contracts/mock";
import { expect, onTestFinished, test } from "vitest";
import { receiveScaleCallback } from "../src/callbacks/index.ts";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { createScaleClient } from "../src/scale/index.ts";

test("client, mock and receiver work together in one process, without a socket", async () => {
  const received: string[] = [];
  const mock = await createMock({
    callbacks: async (request) => {
      const { callbackAuthKey: authKey } = await mock.account("test_a").settings();
      const { response } = await receiveScaleCallback(request, {
        authKey,
        onCallback: ({ task_id: id }) => void received.push(String(id)),
      });
      return response;
    },
  });
  onTestFinished(() => mock.close());
  const scale = createScaleClient({ apiKey: "test_a", fetch: mock.fetch });
  const task = await scale.createCategorizationTask({
    instruction: "What is this customer writing about?",
    attachment_type: "text",
    attachment: "The lamp came with a crack in its base.",
    categories: ["delivery", "damage", "invoice"],
    callback_url: "https://shop.example/callbacks/scale",
  });
  const { task_id: id } = task;
  const delivery = await mock.account("test_a").waitForCallback(id);
  expect(delivery.attempts).toMatchObject([{ status: 204 }]);
  expect(received).toEqual([id]);
  expect((await scale.waitForTask(task)).response.category).toBeDefined();
  await expect(scale.cancelTask(id)).rejects.toMatchObject({ status: 500 });
});

test("what a task has produced is downloaded without a socket, too", async () => {
  const mock = await createMock();
  onTestFinished(() => mock.close());
  const client = createDataflowKitClient({ apiKey: "test_a", fetch: mock.fetch });
  const [task] = await client.listTasks().page();
  const id = task?.id ?? "";
  await client.runTask(id);
  await client.waitForTask(id);
  expect(await (await client.downloadResults(id)).text()).toContain("title");
});
