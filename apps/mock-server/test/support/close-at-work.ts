/* Closes servers in the middle of something, one after the other, and ends by itself unless one left a timer behind. */
import { setTimeout as sleep } from "node:timers/promises";
import { type LogEvent, type MockServer, startCallbackReceiver, startMockServer } from "../../src/index.ts";

const question = {
  instruction: "Sort.",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
  callback_url: "http://127.0.0.1:9/",
};

const post = (url: string, key: string, json: unknown): Promise<Response> =>
  fetch(url, {
    method: "POST",
    body: JSON.stringify(json),
    headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${key}:`)}` },
  });

const create = async (mock: MockServer, key: string, changes: object = {}): Promise<string> => {
  const response = await post(`${mock.url("scale-v1")}/task/categorization`, key, {
    ...question,
    ...changes,
  });
  return ((await response.json()) as { task_id: string }).task_id;
};

/** What is under way when the server closes. `url` never answers, and `asked` tells when it was asked. */
interface Scene {
  readonly mock: MockServer;
  readonly url: string;
  readonly asked: Promise<unknown>;
  /** Does not wait, and does not mind a failure. */
  readonly begin: (work: Promise<unknown>) => void;
}

const scenes: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  "nothing happens": () => Promise.resolve(),
  "a client waits for a delivery": async ({ mock, begin }) => {
    const id = await create(mock, "live_a");
    begin(fetch(`${mock.url()}/_mock/tasks/${id}/delivery?timeoutMs=60000`));
    await sleep(50);
  },
  "a test waits for a callback": async ({ mock, begin }) => {
    const id = await create(mock, "live_a");
    begin(mock.account("live_a").waitForCallback(id, { timeoutMs: 60_000 }));
  },
  "a client follows what happens": async ({ mock }) => fetch(`${mock.url()}/_mock/events`),
  "a receiver takes its time": async ({ mock, url, asked }) => {
    await create(mock, "test_a", { callback_url: url });
    await asked;
  },
  "a clock is moved, and a receiver takes its time": async ({ mock, url, asked, begin }) => {
    await mock.account("live_a").updateSettings({ liveCompletion: "by-urgency" });
    for (let count = 0; count < 3; count++) await create(mock, "live_a", { callback_url: url });
    begin(post(`${mock.url()}/_mock/clock/advance?account=*`, "", { days: 30 }));
    await asked;
  },
  "an attachment takes its time": async ({ mock, url, asked }) => {
    await mock.account("test_a").updateSettings({ checkAttachments: true });
    await create(mock, "test_a", { attachment_type: "image", attachment: url });
    await asked;
  },
  "a request is late on purpose": async ({ mock, begin }) => {
    await mock.account("test_a").addFault({ target: "request", delayMs: 600_000 });
    begin(create(mock, "test_a"));
    await sleep(50);
  },
  "retries and completions are due later": async ({ mock }) => {
    const id = await create(mock, "test_a");
    await mock.account("test_a").waitForCallback(id);
    await mock.account("live_a").updateSettings({ liveCompletion: "by-urgency" });
    await create(mock, "live_a");
  },
};

const begin = (work: Promise<unknown>): void => void work.catch(() => undefined);

for (const [name, play] of Object.entries(scenes)) {
  const asked = Promise.withResolvers<void>();
  const receiver = await startCallbackReceiver();
  receiver.answerWith(() => {
    asked.resolve();
    return new Promise<number>(() => undefined);
  });
  const events: LogEvent[] = [];
  const mock = await startMockServer({ log: (event) => events.push(event) });
  await play({ mock, url: receiver.url, asked: asked.promise, begin });
  await mock.close();
  const defects = events.filter(({ event }) => event === "defect");
  const attempts = events.filter((event) => event.event === "delivery" && event.error === "aborted");
  process.stdout.write(`${JSON.stringify({ name, defects, attempts })}\n`);
  await receiver.close();
}
