import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startMockServer } from "../../src/index.ts";
import { newTask } from "../support/new-task.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";
import { startReceiver } from "../support/receivers.ts";

/** Forwards to PostgreSQL, and cuts the connections of the next commits before they are acknowledged. */
const loseAcknowledgements = async (store: string): Promise<{ store: string; loseNext: () => void }> => {
  const url = new URL(store);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  let toLose = 0;
  const server = createServer((client) => {
    const database = connect(target);
    let isLosing = false;
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (bytes) => {
      if (toLose > 0 && bytes.includes("COMMIT\0")) {
        toLose -= 1;
        isLosing = true;
      }
      database.write(bytes);
    });
    // What comes now is the acknowledgement: it was committed.
    database.on("data", (bytes) => (isLosing ? end() : client.write(bytes)));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  url.port = String((server.address() as AddressInfo).port);
  return { store: url.href, loseNext: () => void (toLose += 1) };
};

test("callbacks and their retries go on after commits whose acknowledgement was lost", async () => {
  const { loseNext, store } = await loseAcknowledgements(newPostgresUrl());
  const mock = await startMockServer({ store, leaseMs: 1000 });
  onTestFinished(mock.close);
  let calls = 0;
  const url = await startReceiver((_, response) => {
    calls += 1;
    // The first attempt is stored without an acknowledgement, too.
    if (calls === 1) loseNext();
    response.writeHead(calls === 1 ? 500 : 200).end();
  });
  const account = mock.account("test_lost");
  await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 100 });
  const taskId = await newTask(mock.url("scale-v1"), "test_lost", url);
  loseNext();
  const attempted = await account.waitForCallback(taskId, { until: "attempted" });
  expect(attempted.attempts).toMatchObject([{ status: 500 }]);
  await account.clock.advance({ hours: 1 });
  expect(await account.waitForCallback(taskId, { until: "ended" })).toMatchObject({
    status: "succeeded",
    attempts: [{ status: 500 }, { status: 200 }],
  });
  expect(calls).toBe(2);
});
