import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { type LogEvent, MockError, startMockServer } from "../src/index.ts";

const headers = { authorization: `Basic ${btoa("secret_key:")}` };

test("servers get a free port each, and listen on this machine only", async () => {
  const [one, other] = await Promise.all([startMockServer(), startMockServer()]);

  expect(one.port).not.toBe(other.port);
  expect(one.url("dataflowkit-v1")).toBe(`http://127.0.0.1:${one.port}/dataflowkit-v1`);
  await Promise.all([one.close(), other.close()]);
});

test("a port that is in use is named, with the way out", async () => {
  const { port, close } = await startMockServer();

  const start = startMockServer({ port });

  await expect(start).rejects.toThrow(MockError);
  await expect(start).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use.`);
  await close();
});

test("a host that this machine does not have is named", async () => {
  await expect(startMockServer({ host: "192.0.2.1" })).rejects.toThrow(
    "This machine has no address 192.0.2.1.",
  );
});

test.each([
  [{ stores: "memory" }, "startMockServer has no option stores. Did you mean store?"],
  [{ allowedHosts: ["mock.test"] }, "startMockServer has no option allowedHosts. Did you mean allowHosts?"],
  [{ color: "red" }, "startMockServer has no option color. The options are port, host, "],
])("an option that does not exist is refused: %j", async (options, message) => {
  const start = startMockServer(options as object);

  await expect(start).rejects.toThrow(MockError);
  await expect(start).rejects.toThrow(message);
});

test("a log that throws keeps no request from its response, and is reported once", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
  const mock = await startMockServer({
    log: () => {
      throw new Error("disk full");
    },
  });
  const statuses = [];
  for (let count = 0; count < 3; count++) {
    statuses.push((await fetch(`${mock.url("scale-v1")}/tasks`, { headers })).status);
  }
  await mock.close();

  expect(statuses).toEqual([200, 200, 200]);
  expect(warned).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining("The function `log` failed: disk full."),
    expect.objectContaining({ type: "TaskMockWarning" }),
  );
  vi.restoreAllMocks();
});

test("a closed server no longer responds, and its port is free again", async () => {
  const { port, close, url } = await startMockServer();
  await fetch(url());
  await close();

  await expect(fetch(url())).rejects.toThrow("fetch failed");
  const again = await startMockServer({ port });
  await again.close();
});

test("the log gets each request with its operation and violations, but no key", async () => {
  const events: LogEvent[] = [];
  const mock = await startMockServer({ log: (event) => events.push(event) });
  await fetch(`${mock.url("scale-v1")}/tasks?limit=0`, { headers });
  await fetch(`${mock.url("dataflowkit-v1")}/tasks?api_key=secret_key`, { method: "POST" });
  await mock.close();

  expect(events).toMatchObject([
    {
      event: "request",
      method: "GET",
      path: "/scale-v1/tasks",
      status: 400,
      operation: "listTasks",
      violations: ["limit is 0, but must be at least 1."],
    },
    { event: "request", method: "POST", path: "/dataflowkit-v1/tasks", status: 200, operation: "listTasks" },
  ]);
  expect(JSON.stringify(events)).not.toContain("secret_key");
});

test("without a log the server is silent", async () => {
  const writes = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  const mock = await startMockServer();
  await fetch(`${mock.url("scale-v1")}/tasks`, { headers });
  await fetch(`${mock.url("scale-v1")}/nowhere`);
  await mock.close();

  for (const write of writes) expect(write).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test("a client that goes away in the middle of its body is no defect", async () => {
  const events: LogEvent[] = [];
  const mock = await startMockServer({ log: (event) => events.push(event) });
  const client = connect(mock.port, "127.0.0.1");
  client.write("POST /scale-v1/task/annotation HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{");
  await sleep(50);
  client.destroy();
  await once(client, "close");
  await sleep(50);

  expect((await fetch(mock.url())).status).toBe(200);
  await mock.close();
  expect(events).toMatchObject([{ event: "request", path: "/" }]);
});
