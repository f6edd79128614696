import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";

const mebibyte = 2 ** 20;

interface Measured {
  readonly url: string;
  /** In bytes, after a collection. */
  readonly kept: () => Promise<number>;
}

const startServer = async (limits: object = {}): Promise<Measured> => {
  const script = new URL("../support/memory-process.ts", import.meta.url).pathname;
  const child: ChildProcess = spawn(process.execPath, ["--expose-gc", script, JSON.stringify(limits)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.stdin?.end();
    if (child.exitCode === null) await once(child, "exit");
  });
  if (!child.stdout) throw new Error("The process has no output.");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> =>
    JSON.parse(String((await lines.next()).value)) as Record<string, unknown>;
  const { url } = await next();
  return {
    url: String(url),
    kept: async () => {
      child.stdin?.write("\n");
      return Number((await next())["kept"]);
    },
  };
};

/** A JSON body of 1 MiB that repeats an item. */
const bodyOf = (begin: string, item: string, end: string): string => {
  const room = mebibyte - begin.length - end.length - item.length;
  return `${begin}${`${item},`.repeat(Math.floor(room / (item.length + 1)))}${item}${end}`;
};

const bodies: Readonly<Record<string, string>> = {
  "an unknown property with many objects": bodyOf('{"x":[', "{}", "]}"),
  "many items of a wrong type": bodyOf('{"categories":[', "1", "]}"),
  "many unknown properties": `{${Array.from({ length: 60_000 }, (_, index) => `"x${index}":1`).join(",")}}`,
  "a name as long as the body": `{"${"x".repeat(mebibyte - 10)}":1}`,
  "a value as long as the body": `{"instruction":["${"x".repeat(mebibyte - 30)}"]}`,
  "what is no JSON": `{"instruction":"${"x".repeat(mebibyte - 30)}"`,
};

const send = async (url: string, key: string, body: string): Promise<number> => {
  const response = await fetch(`${url}/scale-v1/task/categorization`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${key}:`)}`, "content-type": "application/json" },
    body,
  });
  await response.arrayBuffer();
  return response.status;
};

/** Several at once, with the health check between them. */
const sendMany = async (url: string, body: string, count: number): Promise<void> => {
  for (let sent = 0; sent < count; sent += 4) {
    const answered = await Promise.all([
      ...[0, 1, 2, 3].map((index) => send(url, `test_${(sent + index) % 7}`, body)),
      fetch(`${url}/_mock/health`).then(({ status }) => status),
    ]);
    expect(answered).toEqual([400, 400, 400, 400, 200]);
  }
};

/** A subscriber that never reads what it asked for. */
const subscribe = async (url: string): Promise<void> => {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.pause();
  socket.write("GET /_mock/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  await once(socket, "ready");
};

describe("100 requests of 1 MiB with everything wrong get responses, and leak no memory", () => {
  test.for(Object.entries(bodies))("%s", { timeout: 300_000 }, async ([, body]) => {
    const { url, kept } = await startServer();
    await subscribe(url);
    await sendMany(url, body, 8);
    const before = await kept();

    await sendMany(url, body, 100);

    // The journal has the beginning of each, 64 KiB of it, and the event stream at most 4 MiB.
    expect((await kept()) - before).toBeLessThan(100 * 2 * 65_536 + 4 * mebibyte + 10 * mebibyte);
  });
});

test("thousands of keys that only read take no memory that stays", { timeout: 300_000 }, async () => {
  const { url, kept } = await startServer({ journalEntries: 100 });
  const read = async (from: number, count: number): Promise<void> => {
    for (let index = from; index < from + count; index += 10) {
      await Promise.all(
        Array.from({ length: 10 }, async (_, offset) => {
          const key = `test_${index + offset}`;
          const responses = await Promise.all([
            fetch(`${url}/dataflowkit-v1/tasks?api_key=${key}`, { method: "POST" }),
            fetch(`${url}/_mock/settings?account=${key}`),
          ]);
          for (const response of responses) expect((await response.json()) as object).toBeTruthy();
        }),
      );
    }
  };
  await read(0, 300);
  const before = await kept();

  // As accounts, each would take more than 3 KB.
  await read(300, 3000);

  expect((await kept()) - before).toBeLessThan(5 * mebibyte);
  expect(await (await fetch(`${url}/_mock/accounts`)).json()).toEqual([]);
});

describe("thousands of requests take no more memory than journalBytes, whatever their heads are made of", () => {
  const heads: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "many small headers": {
      authorization: `Basic ${btoa("test_key:")}`,
      ...Object.fromEntries(Array.from({ length: 480 }, (_, index) => [`x${index}`, "1"])),
    },
    "a long API key": { authorization: `Basic ${btoa(`${"k".repeat(8000)}:`)}` },
  };
  test.for(Object.entries(heads))("%s", { timeout: 300_000 }, async ([, headers]) => {
    const { url, kept } = await startServer({ journalBytes: 4 * mebibyte });
    const read = async (count: number): Promise<void> => {
      for (let sent = 0; sent < count; sent += 10) {
        const all = Array.from({ length: 10 }, () => fetch(`${url}/scale-v1/tasks`, { headers }));
        for (const response of await Promise.all(all)) await response.arrayBuffer();
      }
    };
    await read(50);
    const before = await kept();

    await read(3000);

    expect((await kept()) - before).toBeLessThan(6 * mebibyte);
  });
});
