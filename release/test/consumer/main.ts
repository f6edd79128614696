import { receiveScaleCallback } from "@task-contracts/client/callbacks";
import { createScaleClient, type Task } from "@task-contracts/client/scale";
import { operationTable, type CategorizationRequest } from "@task-contracts/contracts/scale-v1";
import { requestValidators } from "@task-contracts/contracts/scale-v1/request-validators";
import { createMock } from "@task-contracts/mock";
import { startCallbackReceiver, startMockServer } from "@task-contracts/mock-server";

// All packages at once, as they are after an installation from npm.
const mock = await startMockServer();
const callbacks = await startCallbackReceiver();
const body: CategorizationRequest = {
  instruction: "Is it big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big"],
};
const isValid: boolean = requestValidators.createCategorizationTask.body["application/json"](body);

const scale = createScaleClient({
  apiKey: "test_key",
  baseUrl: mock.url("scale-v1"),
  callbackUrl: callbacks.url,
});
const created: Task = await scale.createCategorizationTask(body);
const task = await scale.waitForTask(created, { pollIntervalMs: 10 });
const delivered = (await callbacks.waitFor(1)).body as { readonly task_id?: string };
const refused = await receiveScaleCallback(new Request("https://shop.example/", { method: "POST" }), {
  authKey: "k",
});

const inProcess = await createMock({ apis: ["scale-v1"] });
const there = createScaleClient({ apiKey: "test_key", callbackUrl: callbacks.url, fetch: inProcess.fetch });
const { status } = await there.createCategorizationTask(body);

// oxlint-disable-next-line no-console -- it is what the test reads
console.log(
  JSON.stringify([
    operationTable.getTask.path,
    isValid,
    created.status,
    task.status,
    delivered.task_id === task.task_id,
    refused.response.status,
    status,
  ]),
);
await inProcess.close();
await callbacks.close();
await mock.close();
