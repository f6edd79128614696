import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { authKey, example } from "./callback-requests.ts";
import { seeded, sendStrangersRequests, sendStrangersStreams, strangersRequest } from "./strangers.ts";

const secret = ["scale-callback-auth", authKey] as const;

const nextMessage = async <T>(child: ChildProcess): Promise<T> => {
  const [message] = (await once(child, "message")) as [T];
  return message;
};

/** A server of an adapter in a process of its own. */
const startServer = async (adapter: string) => {
  const server = fork(fileURLToPath(new URL("strangers-server.ts", import.meta.url)), [adapter, authKey]);
  onTestFinished(() => void server.kill());
  const { port } = await nextMessage<{ readonly port: number }>(server);

  /** What was reported to `onError`, and what was not handled. */
  const outcome = () => {
    server.send("How are you?");
    return nextMessage<{
      readonly counts: Readonly<Record<string, number>>;
      readonly failures: readonly string[];
    }>(server);
  };
  return { port, outcome, exitCode: () => server.exitCode };
};

const codes = ["method_not_allowed", "unauthorized", "unsupported_media_type", "invalid"];

test.for(["toNodeHandler", "toExpressHandler", "toExpressHandler after parsers", "toFastifyHandler"])(
  "10,000 requests of strangers leave a server as it was: %s",
  { timeout: 300_000 },
  async (adapter) => {
    const { port, outcome, exitCode } = await startServer(adapter);
    await sendStrangersRequests(port, { seed: 20_260_421, count: 10_000, secret });

    const { counts, failures } = await outcome();
    expect(failures).toEqual([]);
    // What strangers send went as far as it can go, and was reported.
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(codes));

    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { "content-type": "application/json", [secret[0]]: secret[1] },
      body: JSON.stringify(example("SupportMessageCallback")),
    });
    expect([response.status, exitCode()]).toEqual([204, null]);
  },
);

test("2,000 streams of strangers leave a server of HTTP/2 as it was.", async () => {
  const { port, outcome, exitCode } = await startServer("toNodeHandler over HTTP/2");
  await sendStrangersStreams(port, { seed: 20_260_421, count: 2000, secret });
  const { counts, failures } = await outcome();
  expect(failures).toEqual([]);
  expect(Object.keys(counts)).toEqual(expect.arrayContaining([...codes, "malformed"]));
  expect(exitCode()).toBeNull();
});

const makeRequests = (seed: number): string[] => {
  const random = seeded(seed);
  return Array.from({ length: 1000 }, () => String(strangersRequest(random, secret).bytes));
};

test("The same seed makes the same requests, and there are many different ones.", () => {
  expect(makeRequests(1)).toEqual(makeRequests(1));
  expect(makeRequests(2)).not.toEqual(makeRequests(1));
  expect(new Set(makeRequests(1)).size).toBeGreaterThan(900);
});
