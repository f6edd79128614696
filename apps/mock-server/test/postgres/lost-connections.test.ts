import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { startMockServer } from "../../src/index.ts";
import { openPostgres } from "../../src/store/postgres-database.ts";
import { newTask } from "../support/new-task.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";
import { startReceiver } from "../support/receivers.ts";

interface Way {
  /** The URL of the store. */
  readonly store: string;
  /** Cuts the connection of the next commit before that is acknowledged. */
  readonly loseNext: () => void;
  /** Cuts all connections, and takes no more. */
  readonly end: () => void;
}

/** A way to PostgreSQL on which connections are lost. */
const openWay = async (store: string): Promise<Way> => {
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
  const endAll = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(endAll);
  url.port = String((server.address() as AddressInfo).port);
  return { store: url.href, loseNext: () => void (toLose += 1), end: endAll };
};

test("callbacks and their retries go on after commits whose acknowledgement was lost", async () => {
  const { loseNext, store } = await openWay(newPostgresUrl());
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

test("instances close while the database is away", async () => {
  const { end, store } = await openWay(newPostgresUrl());
  const first = await startMockServer({ store, leaseMs: 1000 });
  const second = await startMockServer({ store, leaseMs: 1000 });
  await newTask(first.url("scale-v1"), "live_ann");
  end();
  await Promise.all([first.close(), second.close()]);
  await expect(fetch(first.url())).rejects.toThrow("fetch failed");
});

test("a token that is not for the accounts of a snapshot claims none of them", async () => {
  const store = newPostgresUrl();
  const tenants = [{ token: "of_ann", accounts: ["live_ann"] }];
  const mock = await startMockServer({ store, token: "of_all", tenants });
  onTestFinished(mock.close);
  await newTask(mock.url("scale-v1"), "live_bob");
  const call = async (token: string, path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${mock.url()}/_mock${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, text: await response.text() };
  };
  const made = await call("of_all", "/snapshots?account=live_bob");
  const { snapshotId } = JSON.parse(made.text) as { snapshotId: string };
  expect((await call("of_all", "/reset?account=live_bob")).status).toBe(204);
  const database = await openPostgres(store);
  onTestFinished(() => database.close());
  const leases = (): Promise<unknown> => database.query("SELECT account FROM leases");
  await expect.poll(leases).toEqual([]);
  expect((await call("of_ann", `/snapshots/${snapshotId}/restore`)).status).toBe(404);
  expect(await leases()).toEqual([]);
  expect((await call("of_all", `/snapshots/${snapshotId}/restore`)).status).toBe(200);
  expect(await leases()).toEqual([{ account: "live_bob" }]);
});
