/**
 * Sends the same requests to a mock in its own process and over HTTP on loopback to a server, turn by turn, and tells how long
 * that took: `node in-process-process.ts <module of the mock> <rounds> <pairs> <tests>`.
 */
import { pathToFileURL } from "node:url";

interface MockModule {
  readonly createMock: () => Promise<{ readonly fetch: typeof fetch } & Accounts>;
}

interface Accounts {
  readonly account: (apiKey: string) => { readonly reset: () => Promise<void> };
}

/** Where requests go, and how. */
interface Way extends Accounts {
  readonly fetch: typeof fetch;
  readonly base: string;
}

/** Times of one round, in milliseconds. */
interface Round {
  readonly pairs: number;
  readonly suite: number;
}

const [, , file = "", rounds = "1", pairs = "1", tests = "1"] = process.argv;
const { createMock } = (await import(pathToFileURL(file).href)) as MockModule;
const { startMockServer } = await import("@task-contracts/mock-server");
const [mock, server] = [await createMock(), await startMockServer()];

const ways: Readonly<Record<"inProcess" | "http", Way>> = {
  inProcess: { fetch: mock.fetch, base: "http://mock.test/scale-v1", account: mock.account },
  http: { fetch: globalThis.fetch, base: server.url("scale-v1"), account: server.account },
};

const body = JSON.stringify({
  callback_url: "http://127.0.0.1:9/",
  instruction: "What is this customer writing about?",
  attachment_type: "text",
  attachment: "The lamp came with a crack in its base.",
  categories: ["delivery", "damage"],
});

const createAndGet = async ({ base, fetch }: Way, apiKey: string): Promise<void> => {
  const authorization = `Basic ${btoa(`${apiKey}:`)}`;
  const created = await fetch(`${base}/task/categorization`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body,
  });
  const { task_id: id } = (await created.json()) as { task_id: string };
  const read = await fetch(`${base}/task/${id}`, { headers: { authorization } });
  const task = (await read.json()) as { task_id: string };
  if (task.task_id !== id) throw new Error(`Read ${task.task_id} instead of ${id}.`);
};

const timeOf = async (work: () => Promise<void>): Promise<number> => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};

const round = async (way: Way, number: number): Promise<Round> => ({
  pairs: await timeOf(async () => {
    for (let count = 0; count < Number(pairs); count += 1) await createAndGet(way, "live_bench");
    await way.account("live_bench").reset();
  }),
  suite: await timeOf(async () => {
    for (let count = 0; count < Number(tests); count += 1) {
      const apiKey = `live_${number}_${count}`;
      await createAndGet(way, apiKey);
      await way.account(apiKey).reset();
    }
  }),
});

process.once("message", async () => {
  const measured: Record<keyof typeof ways, Round[]> = { inProcess: [], http: [] };
  // The first round warms up.
  for (let number = 0; number <= Number(rounds); number += 1) {
    for (const name of ["inProcess", "http"] as const) {
      const times = await round(ways[name], number);
      if (number > 0) measured[name].push(times);
    }
  }
  process.send?.(measured);
});
