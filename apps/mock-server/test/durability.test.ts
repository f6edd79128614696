import { expect, onTestFinished, test } from "vitest";
import { startCallbackReceiver } from "../src/index.ts";
import {
  createClient,
  runServer,
  type ServerProcess,
  startReceiver,
  startServer,
  temporaryStore,
} from "./support/durable-server.ts";

const TASKS = 5000;

/** How often the callback that was tried most was tried. */
const mostAttempts = async ({ scale }: ServerProcess, account: string): Promise<number> => {
  const response = await fetch(new URL(`/_mock/deliveries?account=${account}&limit=10000`, scale));
  const deliveries = (await response.json()) as { readonly attempts: readonly unknown[] }[];
  return Math.max(...deliveries.map(({ attempts }) => attempts.length));
};

test("kill -9 in the middle of 5,000 deliveries loses no task and no callback", async () => {
  const store = temporaryStore();
  const receiver = await startReceiver(1000);
  const first = await startServer(store);
  const acknowledged = await createClient(first.scale, "test_durable", receiver.callbackUrl).createMany(
    TASKS,
  );
  await receiver.answered(1000);

  // A thousand callbacks have arrived, some are under way, and most of them wait.
  first.child.kill("SIGKILL");
  await first.exit;
  await receiver.goOn();
  const second = await startServer(store);
  const arrived = await receiver.answered(TASKS);

  expect(new Set(arrived)).toEqual(new Set(acknowledged));
  const client = createClient(second.scale, "test_durable", receiver.callbackUrl);
  expect(await client.total()).toBe(TASKS);
  expect(await client.total("&status=completed")).toBe(TASKS);
}, 60_000);

test("kill -9 in the middle of create calls keeps every task that was acknowledged", async () => {
  const store = temporaryStore();
  const receiver = await startReceiver(Infinity);
  const first = await startServer(store);
  const { create } = createClient(first.scale, "test_cut_off", receiver.callbackUrl);
  const acknowledged: string[] = [];
  let sent = 0;
  const createUntilCutOff = async (): Promise<void> => {
    for (;;) {
      sent += 1;
      acknowledged.push(await create());
      if (acknowledged.length === 500) first.child.kill("SIGKILL");
    }
  };

  await Promise.allSettled(Array.from({ length: 32 }, createUntilCutOff));
  await first.exit;
  const second = await startServer(store);
  const client = createClient(second.scale, "test_cut_off", receiver.callbackUrl);
  const total = await client.total();
  const arrived = await receiver.answered(total);

  expect(arrived).toEqual(expect.arrayContaining(acknowledged));
  // A task may be stored without an acknowledgement, but none appears from nowhere.
  expect(total).toBeGreaterThanOrEqual(acknowledged.length);
  expect(total).toBeLessThanOrEqual(sent);
}, 60_000);

// Windows has no signals: it ends processes at once.
test.runIf(process.platform !== "win32")(
  "SIGTERM in the middle of deliveries loses none",
  async () => {
    const tasks = 1000;
    const store = temporaryStore();
    const receiver = await startReceiver(200);
    const first = await startServer(store);
    const acknowledged = await createClient(first.scale, "test_stopped", receiver.callbackUrl).createMany(
      tasks,
    );
    await receiver.answered(200);

    first.child.kill("SIGTERM");
    const code = await first.exit;
    await receiver.goOn();
    const second = await startServer(store);
    const arrived = await receiver.answered(tasks);

    expect(code).toBe(0);
    expect(new Set(arrived)).toEqual(new Set(acknowledged));
    expect(await createClient(second.scale, "test_stopped", receiver.callbackUrl).total()).toBe(tasks);
    // What the server itself broke off does not count as an attempt, so nothing had to wait for a retry.
    expect(await mostAttempts(second, "test_stopped")).toBe(1);
  },
  60_000,
);

/** Posts to the control API of a server, or to an API of it. */
const post = async ({ scale }: ServerProcess, path: string, json: unknown): Promise<unknown> => {
  const headers = { "content-type": "application/json", authorization: `Basic ${btoa("test_beta:")}` };
  const response = await fetch(new URL(path, scale), { method: "POST", headers, body: JSON.stringify(json) });
  return response.json();
};

const minuteLater = (server: ServerProcess): Promise<unknown> =>
  post(server, "/_mock/clock/advance?account=test_beta", { minutes: 1 });

test.for(["SIGTERM", "SIGKILL"] as const)(
  "%s during the beta's only retry does not use it up: it is sent again",
  async (signal) => {
    const store = temporaryStore();
    const receiver = await startCallbackReceiver();
    onTestFinished(() => receiver.close());
    const retried = Promise.withResolvers<void>();
    let count = 0;
    receiver.answerWith(() => {
      count += 1;
      if (count === 2) retried.resolve();
      return count === 2 ? new Promise<number>(() => undefined) : count === 1 ? 500 : 200;
    });
    const first = await startServer(store);
    await post(first, "/scale-beta/task/categorize", {
      callback_url: receiver.url,
      instruction: "Is this big or small?",
      attachment_type: "text",
      attachment: "ant",
      categories: ["big", "small"],
    });
    await receiver.waitFor(1);
    const broken = minuteLater(first).catch(() => undefined);
    await retried.promise;

    first.child.kill(signal);
    await first.exit;
    await broken;
    const second = await startServer(store);
    await minuteLater(second);

    const { body } = await receiver.waitFor(2);
    expect(body).toEqual(receiver.received[0]?.body);
    const response = await fetch(new URL("/_mock/deliveries?account=test_beta", second.scale));
    expect(await response.json()).toMatchObject([
      { status: "succeeded", attempts: [{ status: 500 }, { status: 200 }] },
    ]);
  },
);

test("a second server on the same file ends with an error that says why", async () => {
  const store = temporaryStore();
  const first = await startServer(store);

  const second = runServer(store);

  expect(await second.exit).toBe(1);
  expect(second.output.stderr).toBe(
    `The store ${store.slice("sqlite:".length)} is in use by another server. Stop that one, or name another file.\n`,
  );
  expect((await fetch(first.scale.replace("scale-v1", "_mock/health"))).status).toBe(200);
}, 60_000);
