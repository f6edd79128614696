import { describe, expect, test } from "vitest";
import { createClient, startReceiver } from "../support/durable-server.ts";
import { patient, serve } from "../support/fault-server.ts";
import { newTask } from "../support/new-task.ts";

test("a receiver that is killed with a callback in its hands gets it again when it is back", async () => {
  const { control, scale } = await serve();
  const key = "test_killed";
  await control(`POST /clock/freeze?account=${key}`);
  const first = await startReceiver(0);
  const taskId = await newTask(scale, key, first.callbackUrl);
  const wait = `GET /tasks/${taskId}/delivery?timeoutMs=60000`;

  await first.holds(1);
  first.child.kill("SIGKILL");
  expect((await control(wait)).body).toMatchObject({
    status: "pending",
    attempts: [{ error: "ECONNRESET" }],
  });
  await control(`POST /clock/advance?account=${key}`, { seconds: 13 });
  const second = await startReceiver(Infinity, Number(new URL(first.callbackUrl).port));
  await control(`POST /clock/advance?account=${key}`, { minutes: 1 });

  expect(await second.answered(1)).toEqual([taskId]);
  expect((await control(`${wait}&until=ended`)).body).toMatchObject({
    status: "succeeded",
    attempts: [{ error: "ECONNRESET" }, { error: "ECONNREFUSED" }, { status: 200 }],
  });
});

describe.runIf(process.platform !== "win32")("a receiver that is stopped (SIGSTOP)", () => {
  test("gets its callbacks when it goes on, and others do not wait for it", async () => {
    const server = await serve({ args: patient });
    const [stopped, other] = await Promise.all([startReceiver(Infinity), startReceiver(Infinity)]);
    stopped.child.kill("SIGSTOP");
    // More than are sent to one receiver at a time, all of one account.
    const delayed = await createClient(server.scale, "test_stopped", stopped.callbackUrl).createMany(100);
    const prompt = await createClient(server.scale, "test_stopped", other.callbackUrl).createMany(100);

    expect(new Set(await other.answered(100))).toEqual(new Set(prompt));
    stopped.child.kill("SIGCONT");

    expect(new Set(await stopped.answered(100))).toEqual(new Set(delayed));
  });

  test("is reported as a timeout, and has its callback after a retry", async () => {
    const { control, scale } = await serve({ args: ["--callback-timeout", "1000"] });
    const key = "test_stopped";
    await control(`POST /clock/freeze?account=${key}`);
    const receiver = await startReceiver(Infinity);
    receiver.child.kill("SIGSTOP");
    const taskId = await newTask(scale, key, receiver.callbackUrl);

    const { body: tried } = await control(`GET /tasks/${taskId}/delivery?timeoutMs=60000`);
    receiver.child.kill("SIGCONT");
    await control(`POST /clock/advance?account=${key}`, { days: 1 });

    expect(tried).toMatchObject({ status: "pending", attempts: [{ error: "timeout" }] });
    expect(new Set(await receiver.answered(1))).toEqual(new Set([taskId]));
    const { body: ended } = await control(`GET /tasks/${taskId}/delivery?until=ended&timeoutMs=60000`);
    expect(ended).toMatchObject({ status: "succeeded", attempts: [{ error: "timeout" }, { status: 200 }] });
  });
});
