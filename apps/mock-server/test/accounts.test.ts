import { describe, expect, onTestFinished } from "vitest";
import { type MockServer, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { accountsOf, createTask, newKey, question, send } from "./support/send.ts";

const firstTasks = async (mock: MockServer, key: string): Promise<readonly { id: string }[]> => {
  const { body } = await send(mock, "POST /dataflowkit-v1/tasks", { key });
  return body as unknown as { id: string }[];
};

const idsOf = (tasks: readonly { id: string }[]): string[] => tasks.map(({ id }) => id);

describe("what keeps no account", () => {
  const id = "0".repeat(24);
  const creation = "POST /scale-v1/task/categorization";
  test.for<[line: string, status: number, json?: object]>([
    ["GET /scale-v1/tasks", 200],
    [`GET /scale-v1/task/${id}`, 404],
    [`POST /scale-v1/task/${id}/cancel`, 404],
    ["GET /scale-beta/tasks", 200],
    [`GET /scale-beta/task/${id}`, 404],
    ["POST /dataflowkit-v1/tasks", 200],
    [`POST /dataflowkit-v1/tasks/${id}/info`, 404],
    [`POST /dataflowkit-v1/tasks/${id}/scheme`, 404],
    [`POST /dataflowkit-v1/tasks/${id}/store`, 404],
    [`POST /dataflowkit-v1/tasks/${id}/run`, 404],
    [`POST /dataflowkit-v1/tasks/${id}/cancel`, 404],
    [`DELETE /dataflowkit-v1/tasks/${id}`, 404],
    ["GET /_mock/settings?account=KEY", 200],
    ["GET /_mock/clock?account=KEY", 200],
    ["GET /_mock/deliveries?account=KEY", 200],
    ["GET /_mock/faults?account=KEY", 200],
    ["GET /_mock/requests?account=KEY", 200],
    [`GET /_mock/tasks/${id}/delivery?account=KEY`, 404],
    [`POST /_mock/tasks/${id}/complete?account=KEY`, 404],
    ["POST /_mock/snapshots?account=KEY", 200],
    ["POST /_mock/reset?account=KEY", 204],
    [creation, 400, {}],
    [creation, 400, question],
  ])("%s with %d", async ([line, status, json], { mock }) => {
    const key = newKey();
    const sent = await send(mock, line.replace("KEY", key), { key, ...(json && { json }) });
    expect(sent).toMatchObject({ status });
    expect(await accountsOf(mock)).not.toContain(key);
  });
});

describe("what is read of an account before it is kept", () => {
  test("is the same afterwards: its callback key and its first tasks", async ({ mock }) => {
    const key = newKey();
    const { callbackAuthKey } = await mock.account(key).settings();
    const tasks = await firstTasks(mock, key);
    expect(tasks).toMatchObject([{ status: "initialized", requests: 0 }, { status: "initialized" }]);
    const [extraction] = tasks;
    const payload = await send(mock, `POST /dataflowkit-v1/tasks/${extraction?.id}/scheme`, { key });
    expect(payload.body).toMatchObject({ name: expect.any(String) as string });
    expect((await send(mock, `POST /dataflowkit-v1/tasks/${extraction?.id}/store`, { key })).status).toBe(
      409,
    );

    await createTask(mock, key);

    expect(await accountsOf(mock)).toContain(key);
    expect(await firstTasks(mock, key)).toEqual(tasks);
    expect((await mock.account(key).settings()).callbackAuthKey).toBe(callbackAuthKey);
  });

  test("can be changed at once", async ({ mock }) => {
    const [run, gone, reviewed] = [newKey(), newKey(), newKey()];
    const [first] = await firstTasks(mock, run);
    expect((await send(mock, `POST /dataflowkit-v1/tasks/${first?.id}/run`, { key: run })).body).toEqual({
      status: "queued",
    });
    const [removed, kept] = await firstTasks(mock, gone);
    await send(mock, `DELETE /dataflowkit-v1/tasks/${removed?.id}`, { key: gone });
    expect(await firstTasks(mock, gone)).toEqual([kept]);
    const [task] = await firstTasks(mock, reviewed);
    const review = `POST /_mock/tasks/${task?.id}/review?account=${reviewed}`;
    expect(await send(mock, review, { json: { status: "accepted" } })).toMatchObject({
      status: 200,
      body: { taskId: task?.id, account: reviewed },
    });
  });

  test("belongs to it alone, and is the same on every server", async ({ mock }) => {
    const other = await startMockServer();
    onTestFinished(other.close);
    const [one, two] = [newKey(), newKey()];
    const [mine, theirs] = [idsOf(await firstTasks(mock, one)), idsOf(await firstTasks(mock, two))];
    expect(new Set([...mine, ...theirs]).size).toBe(4);
    expect(idsOf(await firstTasks(other, one))).toEqual(mine);
    expect((await other.account(one).settings()).callbackAuthKey).toBe(
      (await mock.account(one).settings()).callbackAuthKey,
    );
  });
});
