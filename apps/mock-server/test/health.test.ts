import { renameSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { type LogEvent, startMockServer } from "../src/index.ts";
import { temporaryStore } from "./support/durable-server.ts";
import { send } from "./support/send.ts";

test("readiness reports whether the store can be written, and recovers automatically", async () => {
  const store = temporaryStore();
  const file = store.replace("sqlite:", "");
  const defects: LogEvent[] = [];
  const log = (event: LogEvent): void => void (event.event === "defect" && defects.push(event));
  const mock = await startMockServer({ store, log });
  onTestFinished(mock.close);
  const ready = async () => (await send(mock, "GET /_mock/ready")).status;
  expect(await ready()).toBe(200);

  for (const outage of [1, 2]) {
    renameSync(file, `${file}.gone`);
    const { status, body } = await send(mock, "GET /_mock/ready");
    expect({ status, body }).toEqual({
      status: 503,
      body: { status_code: 503, error: expect.stringContaining("The store cannot be written") },
    });
    expect(await ready()).toBe(503);
    // The server is alive all the same: to restart it would not help.
    expect((await send(mock, "GET /_mock/health")).status).toBe(200);
    // Once per outage, however often it is checked, and with the reason.
    expect(defects).toHaveLength(outage);
    expect(defects.at(-1)).toMatchObject({ message: expect.stringContaining("was deleted or replaced") });

    renameSync(`${file}.gone`, file);
    expect(await ready()).toBe(200);
  }
});

test("a store in memory is always well", async () => {
  const mock = await startMockServer();
  onTestFinished(mock.close);
  expect((await send(mock, "GET /_mock/ready")).status).toBe(200);
});
