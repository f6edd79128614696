import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createClient, startReceiver } from "../support/durable-server.ts";
import { type FaultServer, patient, runServer, serve } from "../support/fault-server.ts";

const health = async (origin: string): Promise<number | string> =>
  fetch(`${origin}/_mock/health`).then(({ status }) => status, String);

/** Connections that say nothing. */
const openConnections = async ({ origin }: FaultServer, count: number): Promise<Socket[]> => {
  const { hostname, port } = new URL(origin);
  const sockets = Array.from({ length: count }, () => connect(Number(port), hostname));
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  await Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.on("error", resolve).on("connect", resolve))),
  );
  return sockets;
};

describe.runIf(process.platform !== "win32")("a POSIX process", () => {
  test("a server outlives the reader of its log, and says so once", async () => {
    const server = await serve();
    server.child.stdout?.destroy();

    for (let count = 0; count < 5; count++) expect(await health(server.origin)).toBe(200);
    await server.writes(/The log has no reader any more\. The server continues without it\.\n/);
    expect(await health(server.origin)).toBe(200);
    server.child.kill("SIGTERM");

    expect(await server.exit).toBe(0);
    expect(server.output.stderr.match(/no reader any more/g)).toHaveLength(1);
  });

  test("a server continues if its output has no reader", async () => {
    const server = await serve();
    server.child.stdout?.destroy();
    server.child.stderr?.destroy();

    for (let count = 0; count < 5; count++) expect(await health(server.origin)).toBe(200);
    server.child.kill("SIGTERM");

    expect(await server.exit).toBe(0);
  });

  test("a server starts with all its streams closed", async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const { child, exit } = runServer({ args: ["--port", String(port)], shell: "exec <&- >&- 2>&-" });

    await expect.poll(() => health(origin), { timeout: 50_000 }).toBe(200);
    child.kill("SIGTERM");

    expect(await exit).toBe(0);
  });

  test("callbacks for which no file is left are reported as such, and arrive later", async () => {
    const server = await serve({ shell: "ulimit -n 50", args: patient });
    const receiver = await startReceiver(0);
    await server.control("POST /clock/freeze?account=test_files");
    const taskIds = await createClient(server.scale, "test_files", receiver.callbackUrl, 4).createMany(80);
    await expect.poll(() => errorsOf(server), { timeout: 50_000 }).toContain("too many open files");

    await receiver.goOn();
    await server.control("POST /clock/advance?account=test_files", { days: 1 });

    expect(new Set(await receiver.answered(80))).toEqual(new Set(taskIds));
    expect(new Set(await errorsOf(server))).toEqual(new Set(["too many open files", undefined]));
  });
});

describe.runIf(process.platform === "linux")("too many connections", () => {
  test("are turned away, which the log says, and the others are served", async () => {
    const server = await serve({ shell: "ulimit -n 60" });
    const kept = await openConnections(server, 20);
    const sockets = await openConnections(server, 100);
    const [said] = await server.writes(/"Connections are turned away[^"]+"/);
    expect(JSON.parse(said)).toBe(
      "Connections are turned away: 30 are open, and the process may have 60 open files in all. Close some, or raise the limit (ulimit -n).",
    );
    const [first] = kept;
    const answered = new Promise((resolve) => first?.once("data", (data) => resolve(String(data))));
    first?.write("GET /_mock/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    expect(await answered).toMatch(/^HTTP\/1\.1 200 OK\r\n/);

    for (const socket of [...kept, ...sockets]) socket.destroy();

    await expect.poll(() => health(server.origin), { timeout: 50_000 }).toBe(200);
  });
});

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Why the attempts of all deliveries failed; undefined for one that did not. */
const errorsOf = async ({ control }: FaultServer): Promise<unknown[]> => {
  const { body } = await control("GET /deliveries?limit=10000");
  return (body as { readonly attempts: { readonly error?: string }[] }[]).flatMap(({ attempts }) =>
    attempts.map(({ error }) => error),
  );
};
