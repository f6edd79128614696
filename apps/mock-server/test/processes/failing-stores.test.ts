import { execFileSync } from "node:child_process";
import { copyFileSync, renameSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createClient, startReceiver, temporaryStore } from "../support/durable-server.ts";
import { type FaultServer, killHard, serve } from "../support/fault-server.ts";
import { newTask } from "../support/new-task.ts";

const notStored = "The mock server cannot use its store, and nothing was changed. Its log says why.";
const refused = { status: 500, body: { status_code: 500, error: notStored } };

/** Creates tasks until that fails, and resolves to the ids of those that were acknowledged. */
const createUntilFull = async ({ scale }: FaultServer, key: string, url: string): Promise<string[]> => {
  const taskIds: string[] = [];
  for (;;) {
    try {
      taskIds.push(await newTask(scale, key, url, { instruction: "Is it big? ".repeat(200) }));
    } catch (error) {
      expect(error).toHaveProperty("message", `The task was not created: ${notStored}`);
      return taskIds;
    }
  }
};

/** Changes a setting until that fails, and resolves to the last value that was acknowledged. */
const changeUntilFull = async ({ control }: FaultServer, key: string): Promise<number> => {
  for (let value = 1; ; value++) {
    const answer = await control(`PATCH /settings?account=${key}`, { completionDelayMs: value });
    if (answer.status === 200) continue;
    expect(answer).toEqual(refused);
    return value - 1;
  }
};

const totalOf = ({ scale }: FaultServer, key: string, filter = ""): Promise<number> =>
  createClient(scale, key, "").total(filter);

describe.runIf(process.platform === "linux")("a disk that is full", () => {
  test("costs nothing that was acknowledged, and when there is room again all goes on by itself", async () => {
    const store = temporaryStore();
    const receiver = await startReceiver(Infinity);
    // No file may grow beyond half a megabyte or one, as the shell counts.
    const server = await serve({ store, shell: "ulimit -S -f 1024" });
    const { control, child } = server;
    await newTask(server.scale, "live_full");
    const { body: snapshot } = await control("POST /snapshots?account=live_full");

    const taskIds = await createUntilFull(server, "test_full", receiver.callbackUrl);

    // Not even the least fits any more, and who could not store something has not changed anything either.
    const kept = await changeUntilFull(server, "test_full");
    expect(await totalOf(server, "test_full")).toBe(taskIds.length);
    expect(await control("POST /clock/freeze?account=test_full")).toEqual(refused);
    expect(await control("POST /clock/advance?account=test_full", { days: 1 })).toEqual(refused);
    expect(await control("POST /reset?account=live_full")).toEqual(refused);
    expect(await control(`POST /snapshots/${snapshot.snapshotId}/restore`)).toEqual(refused);
    expect(await control("PATCH /settings?account=*", { testCompletion: "manual" })).toEqual(refused);
    expect((await control("GET /settings")).body.testCompletion).toBe("immediate");
    expect(await control("POST /clock/freeze?account=*")).toEqual(refused);
    expect((await control("GET /clock")).body.frozen).toBe(false);
    expect((await control("GET /ready")).status).toBe(503);
    expect((await control("GET /health")).status).toBe(200);
    // Reading makes no account, so it works for one that could not be stored.
    expect((await control("GET /settings?account=never_made")).status).toBe(200);
    expect((await control("GET /settings?account=test_full")).body.completionDelayMs).toBe(kept);
    expect((await control("GET /clock?account=test_full")).body.frozen).toBe(false);
    expect(await totalOf(server, "live_full")).toBe(1);
    const [said] = await server.writes(/"The store [^"]+"/);
    expect(JSON.parse(said)).toBe(
      `The store ${store.slice("sqlite:".length)} cannot be read and written: disk I/O error, and nothing was stored. Check the disk, and whether files may grow (ulimit -f).`,
    );

    execFileSync("prlimit", ["--pid", String(child.pid), "--fsize=unlimited:"]);
    expect((await control("GET /ready")).status).toBe(200);
    taskIds.push(await newTask(server.scale, "test_full", receiver.callbackUrl));
    const arrived = await receiver.answered(taskIds.length);
    await expect.poll(() => pendingOf(server, "test_full"), { timeout: 50_000 }).toBe(0);

    // None was sent again only because it could not be stored.
    expect(arrived.toSorted()).toEqual(taskIds.toSorted());
    await killHard(server);
    const again = await serve({ store });
    expect(await totalOf(again, "test_full", "&status=completed")).toBe(taskIds.length);
    expect(await pendingOf(again, "test_full")).toBe(0);
    expect((await again.control("GET /settings?account=test_full")).body.completionDelayMs).toBe(kept);
  });
});

describe.runIf(process.platform !== "win32")("a store file", () => {
  test("that is deleted under a server costs nothing that is acknowledged later", async () => {
    const store = temporaryStore();
    const file = store.slice("sqlite:".length);
    const server = await serve({ store });
    const taskId = await newTask(server.scale, "live_moved");
    const away = `${file}.away`;
    renameSync(file, away);

    expect(await createUntilFull(server, "live_moved", "http://127.0.0.1:9/")).toEqual([]);
    const [said] = await server.writes(/"The store [^"]+"/);
    expect(JSON.parse(said)).toBe(
      `The store ${file} was deleted or replaced while the server ran, and nothing more is stored. Put the file back, or restart the server.`,
    );
    expect(await totalOf(server, "live_moved")).toBe(1);
    // A copy is another file.
    copyFileSync(away, file);
    expect(await server.control(`POST /tasks/${taskId}/complete`, {})).toEqual(refused);

    renameSync(away, file);
    await newTask(server.scale, "live_moved");
    await killHard(server);
    expect(await totalOf(await serve({ store }), "live_moved")).toBe(2);
  });
});

const pendingOf = async ({ control }: FaultServer, key: string): Promise<number> => {
  const { body } = await control(`GET /deliveries?account=${key}&limit=10000`);
  return (body as { readonly status: string }[]).filter(({ status }) => status === "pending").length;
};
