// oxlint-disable typescript/no-floating-promises -- node:test waits for its tests by itself
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  type CallbackReceiver,
  type MockServer,
  startCallbackReceiver,
  startMockServer,
} from "@task-contracts/mock-server";
import { transcribe } from "./transcribe.ts";

let mock: MockServer;
let callbacks: CallbackReceiver;

before(async () => {
  mock = await startMockServer();
  callbacks = await startCallbackReceiver();
});

after(async () => {
  await mock.close();
  await callbacks.close();
});

// A key for each test: what one of them does, the others do not see.
const serviceFor = (apiKey: string) => ({
  baseUrl: mock.url("scale-v1"),
  apiKey,
  callbackUrl: callbacks.url,
});

test("a recording is transcribed", async () => {
  const id = await transcribe("https://files.example/voicemail/77.wav", serviceFor("test_transcribed"));

  const delivery = await mock.account("test_transcribed").waitForCallback(id, { until: "ended" });

  assert.equal(delivery.status, "succeeded");
  const received = callbacks.received.map(
    ({ body }) => body as { task_id: string; response: { transcript: string } },
  );
  const callback = received.find(({ task_id: taskId }) => taskId === id);
  assert.match(callback?.response.transcript ?? "", /\w+/);
});

test("a live task waits until it is completed", async () => {
  const id = await transcribe("https://files.example/voicemail/78.wav", serviceFor("live_waiting"));
  const account = mock.account("live_waiting");

  const { status } = await account.completeTask(id, { error: "Nothing can be heard." });
  const delivery = await account.waitForCallback(id);

  assert.equal(status, "completed");
  assert.deepEqual(delivery.payload["response"], { error: "Nothing can be heard." });
});

test("a recording that is no URL is refused", async () => {
  await assert.rejects(
    transcribe("voicemail.wav", serviceFor("test_refused")),
    /attachment is "voicemail.wav"/,
  );
});
