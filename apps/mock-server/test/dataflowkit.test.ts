import { read, utils } from "@e965/xlsx";
import { parseXml } from "@rgrove/parse-xml";
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect } from "vitest";
import type { MockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { newKey, type Reply, send } from "./support/send.ts";

const make = async (mock: MockServer, account: string, json: object): Promise<string> => {
  const { status, body } = await send(mock, `POST /_mock/dataflowkit-tasks?account=${account}`, { json });
  expect({ status, body }).toMatchObject({ status: 200, body: { status: "initialized", account } });
  return String(body["taskId"]);
};

const act = (mock: MockServer, key: string, id: string, what: string): Promise<Reply> =>
  send(
    mock,
    what === "delete" ? `DELETE /dataflowkit-v1/tasks/${id}` : `POST /dataflowkit-v1/tasks/${id}/${what}`,
    { key },
  );

/** The link is JSON, but no object. */
const linkTo = async (mock: MockServer, key: string, id: string): Promise<string> =>
  (await act(mock, key, id, "store")).body as unknown as string;

/** Runs a task and waits until it is completed. */
const run = async (mock: MockServer, key: string, id: string): Promise<void> => {
  expect(await act(mock, key, id, "run")).toMatchObject({ status: 200, body: { status: "queued" } });
  await expect.poll(async () => (await act(mock, key, id, "info")).body["status"]).toBe("completed");
};

test("a new account has one extraction and one conversion, the oldest first", async ({ mock, apiKey }) => {
  const { body } = await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey });
  expect(body).toMatchObject([{ status: "initialized", requests: 0 }, { status: "initialized" }]);
  const id = await make(mock, apiKey, { kind: "conversion" });
  const after = await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey });
  expect((after.body as unknown as { id: string }[]).map((task) => task.id)).toEqual([
    ...(body as unknown as { id: string }[]).map((task) => task.id),
    id,
  ]);
});

test("a run leads over queued and running to completed", async ({ mock, apiKey, account }) => {
  await account.clock.freeze();
  await account.updateSettings({ completionDelayMs: 90_400 });
  const id = await make(mock, apiKey, { kind: "extraction", payload: { format: "json", name: "Lamps" } });
  const { body: initialized } = await act(mock, apiKey, id, "info");
  expect(initialized).toMatchObject({ status: "initialized", startTime: null, endTime: null });
  expect((await act(mock, apiKey, id, "run")).body).toEqual({ status: "queued" });
  await expect.poll(async () => (await act(mock, apiKey, id, "info")).body["status"]).toBe("running");
  expect(await account.clock.advance({ milliseconds: 90_399 })).toMatchObject({ completions: 0 });
  expect((await act(mock, apiKey, id, "info")).body["endTime"]).toBeNull();
  expect(await account.clock.advance({ milliseconds: 1 })).toMatchObject({ completions: 1 });
  const { body } = await act(mock, apiKey, id, "info");
  expect(body).toMatchObject({ id, status: "completed", startTime: initialized["createdAt"], elapsed: "90" });
  expect(body["requests"]).toBeGreaterThan(0);
  expect((await act(mock, apiKey, id, "scheme")).body).toMatchObject({ format: "json", name: "Lamps" });
});

describe("what a task in a certain state allows", () => {
  const states = {
    initialized: [],
    running: ["run"],
    completed: ["run", "complete"],
    cancelled: ["run", "cancel"],
    error: ["run", "fail"],
  } as const;
  const allowed = {
    initialized: ["run", "delete"],
    running: ["cancel", "delete"],
    completed: ["run", "delete", "store"],
    cancelled: ["run", "delete", "store"],
    error: ["run", "delete"],
  } as const;
  const actions = ["run", "cancel", "store", "delete"] as const;
  const cases = Object.entries(states).flatMap(([state, path]) =>
    actions.map((action) => ({ state, path, action })),
  );

  test.for(cases)("$state: $action", async ({ state, path, action }, { mock, apiKey, account }) => {
    await account.updateSettings({ runResult: "manual" });
    const id = await make(mock, apiKey, { kind: "extraction" });
    for (const step of path) {
      if (step === "complete") await account.completeTask(id);
      else if (step === "fail") await account.completeTask(id, { error: "The site is down." });
      else await act(mock, apiKey, id, step);
      if (step === "run") {
        await expect.poll(async () => (await act(mock, apiKey, id, "info")).body["status"]).toBe("running");
      }
    }
    expect((await act(mock, apiKey, id, "info")).body["status"]).toBe(state);
    const { status, body } = await act(mock, apiKey, id, action);
    const isAllowed = (allowed[state as keyof typeof allowed] as readonly string[]).includes(action);
    expect({ status, body }).toMatchObject({ status: isAllowed ? 200 : 409 });
    if (!isAllowed) expect(body["error"] ?? body).toMatch(new RegExp(`task ${id} is ${state}`, "i"));
  });

  test("nothing, if there is no such task in this account", async ({ mock, apiKey }) => {
    const id = await make(mock, newKey(), { kind: "extraction" });
    for (const action of ["run", "cancel", "info", "scheme", "store", "delete"]) {
      expect((await act(mock, apiKey, id, action)).status).toBe(404);
    }
  });
});

describe("runs end as the account says", () => {
  test("with an error", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ runResult: "error" });
    const id = await make(mock, apiKey, { kind: "conversion" });
    await act(mock, apiKey, id, "run");
    await expect.poll(async () => (await act(mock, apiKey, id, "info")).body["status"]).toBe("error");
  });

  test("by hand, which needs no response", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ runResult: "manual" });
    const id = await make(mock, apiKey, { kind: "conversion" });
    await act(mock, apiKey, id, "run");
    await expect.poll(async () => (await act(mock, apiKey, id, "info")).body["status"]).toBe("running");
    await account.clock.advance({ days: 1 });
    expect(
      (await send(mock, `POST /_mock/tasks/${id}/complete`, { json: { response: { rows: 1 } } })).status,
    ).toBe(400);
    expect(await send(mock, `POST /_mock/tasks/${id}/complete`)).toMatchObject({
      body: { status: "completed" },
    });
    expect((await send(mock, `POST /_mock/tasks/${id}/complete`)).status).toBe(409);
  });

  test("as it said when the run began, even if it says something else by then", async ({
    mock,
    apiKey,
    account,
  }) => {
    await account.clock.freeze();
    await account.updateSettings({ completionDelayMs: 1000 });
    for (const [first, later, status] of [
      ["completed", "error", "completed"],
      ["error", "completed", "error"],
      ["completed", "manual", "completed"],
    ] as const) {
      const id = await make(mock, apiKey, { kind: "extraction" });
      await account.updateSettings({ runResult: first });
      await act(mock, apiKey, id, "run");
      await account.clock.advance({ milliseconds: 0 });
      await account.updateSettings({ runResult: later });
      await account.clock.advance({ seconds: 1 });
      expect((await act(mock, apiKey, id, "info")).body["status"]).toBe(status);
    }
  });

  test("a cancelled run does not end the next one", async ({ mock, apiKey, account }) => {
    await account.clock.freeze();
    await account.updateSettings({ completionDelayMs: 60_000 });
    const id = await make(mock, apiKey, { kind: "extraction" });
    const start = async (): Promise<void> => {
      await act(mock, apiKey, id, "run");
      await expect.poll(async () => (await act(mock, apiKey, id, "info")).body["status"]).toBe("running");
    };
    await start();
    await account.clock.advance({ seconds: 30 });
    await act(mock, apiKey, id, "cancel");
    await start();
    expect(await account.clock.advance({ seconds: 30 })).toMatchObject({ completions: 0 });
    expect((await act(mock, apiKey, id, "info")).body["status"]).toBe("running");
    expect(await account.clock.advance({ seconds: 30 })).toMatchObject({ completions: 1 });
  });
});

describe("results can be downloaded in each format", () => {
  const readers: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => unknown>> = {
    csv: (bytes) => parse(new TextDecoder().decode(bytes), { columns: true, bom: true }),
    json: (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
    jsonl: (bytes) =>
      new TextDecoder()
        .decode(bytes)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    xml: (bytes) =>
      parseXml(new TextDecoder().decode(bytes)).root?.children.filter(({ type }) => type === "element"),
    xlsx: (bytes) => {
      const { Sheets, SheetNames } = read(bytes);
      return utils.sheet_to_json(Sheets[SheetNames[0] ?? ""] ?? {});
    },
  };
  const cases = Object.keys(readers).flatMap((format) => [
    { format, kind: "extraction", payload: { format } },
    { format, kind: "conversion", payload: { destination: format } },
  ]);

  test.for(cases)("$kind to $format", async ({ format, kind, payload }, { mock, apiKey }) => {
    const id = await make(mock, apiKey, { kind, payload });
    await run(mock, apiKey, id);
    const link = await linkTo(mock, apiKey, id);
    expect(link).toBe(`${mock.url()}/results/${id}.${format}`);
    const file = await fetch(link);
    expect(file.status).toBe(200);
    const rows = readers[format]?.(new Uint8Array(await file.arrayBuffer())) as unknown[];
    expect(rows.length).toBeGreaterThan(0);
    const { body } = await act(mock, apiKey, id, "info");
    if (kind === "extraction") expect(body["requests"]).toBe(rows.length);

    await act(mock, apiKey, id, "delete");
    expect((await fetch(link)).status).toBe(404);
  });

  test("but not before, under another name, or by writing", async ({ mock, apiKey }) => {
    const id = await make(mock, apiKey, { kind: "extraction", payload: { format: "csv" } });
    const link = `${mock.url()}/results/${id}`;
    expect((await fetch(`${link}.csv`)).status).toBe(404);
    await run(mock, apiKey, id);
    expect((await fetch(`${link}.csv`)).status).toBe(200);
    for (const name of [".xlsx", "", ".csv/x", '.csv"; x="'])
      expect((await fetch(link + name)).status).toBe(404);
    const deleted = await fetch(`${link}.csv`, { method: "DELETE" });
    expect([deleted.status, deleted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("a payload with an unsupported format is rejected", () => {
  test.for([null, "", 7, "pdf", ["csv"]])("%j", async (format, { mock, apiKey }) => {
    for (const json of [
      { kind: "extraction", payload: { format } },
      { kind: "conversion", payload: { destination: format } },
    ]) {
      const { status, body } = await send(mock, `POST /_mock/dataflowkit-tasks?account=${apiKey}`, { json });
      expect({ status, error: body["error"] }).toEqual({
        status: 400,
        error: expect.stringContaining("payload: The format"),
      });
    }
  });
});

test("whatever else a payload has, its task can be run and read", async ({ mock }) => {
  const key = newKey();
  const format = fc.constantFrom("csv", "json", "jsonl", "xml", "xlsx");
  const anything = fc.dictionary(
    fc.oneof(fc.constantFrom("fields", "request", "name", "source"), fc.string()),
    fc.jsonValue({ maxDepth: 3 }),
  );
  await fc.assert(
    fc.asyncProperty(format, anything, async (wanted, { destination: _destination, ...payload }) => {
      const id = await make(mock, key, { kind: "extraction", payload: { ...payload, format: wanted } });
      await run(mock, key, id);
      const link = await linkTo(mock, key, id);
      expect((await fetch(link)).status).toBe(200);
      expect((await act(mock, key, id, "scheme")).status).toBe(200);
    }),
    { numRuns: 30 },
  );
});
