import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { createClient, startReceiver, temporaryStore } from "../support/durable-server.ts";
import { type FaultServer, killHard, patient, runServer, serve } from "../support/fault-server.ts";
import { newTask } from "../support/new-task.ts";

test.each(["restore", "reset"] as const)("kill -9 around a %s leaves all of it or nothing", async (what) => {
  const store = temporaryStore();
  const key = "live_half";
  const receiver = await startReceiver(Infinity);
  let server = await serve({ store });
  for (const round of [1, 2, 3]) {
    await server.control(`POST /reset?account=${key}`);
    const { createMany } = createClient(server.scale, key, receiver.callbackUrl);
    await createMany(100);
    const { body: snapshot } = await server.control(`POST /snapshots?account=${key}`);
    await createMany(50);
    const line =
      what === "reset" ? `POST /reset?account=${key}` : `POST /snapshots/${snapshot.snapshotId}/restore`;
    const changed = server.control(line).then(
      ({ status }) => status < 300,
      () => false,
    );
    // Each round a little later: before it arrives, while it is at work, and when it has been answered.
    for (let turn = 0; turn < round; turn++) await server.control("GET /health").catch(() => undefined);
    if (round === 3) await changed;
    await killHard(server);

    server = await serve({ store });
    const total = await createClient(server.scale, key, receiver.callbackUrl).total();
    const after = what === "reset" ? 0 : 100;
    expect((await changed) ? [after] : [after, 150]).toContain(total);
  }
});

test("a port is free again as soon as its server was killed", async () => {
  const first = await serve();
  const { port } = new URL(first.origin);
  const refused = runServer({ args: ["--port", port] });
  expect(await refused.exit).toBe(1);
  expect(refused.output.stderr).toMatch(`Port ${port} on 127.0.0.1 is in use. Stop what runs there, or`);
  await killHard(first);

  const second = await serve({ args: ["--port", port] });

  expect(second.origin).toBe(first.origin);
});

test("a store belongs to one server, which goes on unharmed, until it is killed", async () => {
  const store = temporaryStore();
  const first = await serve({ store });
  const client = createClient(first.scale, "live_owned", "http://127.0.0.1:9/");
  await client.createMany(50);
  const refused = runServer({ store });
  await client.createMany(50);
  expect(await refused.exit).toBe(1);
  expect(refused.output.stderr).toMatch(
    /^The store \S+ is in use by another server\. Stop that one, or name/,
  );
  expect(await client.total()).toBe(100);
  await killHard(first);

  const second = await serve({ store });

  expect(await createClient(second.scale, "live_owned", "http://127.0.0.1:9/").total()).toBe(100);
});

// Windows has no way to ask a process to end.
describe.runIf(process.platform !== "win32")("a server that gets a signal to end", () => {
  test("SIGINT while callbacks are being sent loses none of them", async () => {
    const store = temporaryStore();
    const receiver = await startReceiver(20);
    const first = await serve({ store, args: patient });
    const taskIds = await createClient(first.scale, "test_sent", receiver.callbackUrl).createMany(200);
    await receiver.holds(1);

    first.child.kill("SIGINT");
    expect(await first.exit).toBe(0);
    await receiver.goOn();
    await serve({ store });

    expect(new Set(await receiver.answered(200))).toEqual(new Set(taskIds));
  });

  test("a second SIGTERM ends a server that still waits for a request", async () => {
    const store = temporaryStore();
    const first = await serve({ store });
    const taskId = await newTask(first.scale, "live_kept");
    const upload = await stall(first);

    first.child.kill("SIGTERM");
    // It has handled the first one: no client can connect any more.
    await expect.poll(() => fetch(first.origin).then(String, String)).toContain("fetch failed");
    first.child.kill("SIGTERM");
    await first.exit;
    upload.destroy();

    expect(first.child.signalCode).toBe("SIGTERM");
    const second = await serve({ store });
    const found = await fetch(`${second.scale}/task/${taskId}`, {
      headers: { authorization: `Basic ${btoa("live_kept:")}` },
    });
    expect(found.status).toBe(200);
  });

  test("a client that stalls while it uploads holds up neither the others nor the end", async () => {
    const server = await serve();
    const upload = await stall(server);

    const taskId = await newTask(server.scale, "live_prompt");
    server.child.kill("SIGTERM");

    expect(taskId).toMatch(/^[\da-f]{24}$/);
    expect(await server.exit).toBe(0);
    upload.destroy();
  });
});

/** Begins an upload, and resolves when the server has its head. */
const stall = async ({ origin }: FaultServer): Promise<ReturnType<typeof connect>> => {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname).on("error", () => undefined);
  socket.write(
    [
      "POST /scale-v1/task/categorization HTTP/1.1",
      `Host: ${hostname}`,
      `Authorization: Basic ${btoa("live_stalled:")}`,
      "Content-Type: application/json",
      "Content-Length: 1000",
      // The answer to this shows that the server waits for the rest.
      "Expect: 100-continue",
      "",
      "",
    ].join("\r\n"),
  );
  await new Promise((resolve) => socket.once("data", resolve));
  socket.write('{"instruction": "');
  return socket;
};
