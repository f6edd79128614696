import { expect, test } from "vitest";
import type { Sender } from "./send-callback.ts";
import { sendHome } from "./send-home.ts";

const callback = { method: "POST", mediaType: "application/json", body: new Uint8Array(), headers: {} };

const home = {
  origin: () => "http://127.0.0.1:4010",
  isOwn: (host: string): boolean => host === "mock.test:4010",
};

/** A sender that only records the URLs. */
const recording = (urls: string[]): Sender => ({
  send: async ({ url }) => {
    urls.push(url);
    return { status: 200, latencyMs: 0 };
  },
  close: () => undefined,
});

test.for([
  ["http://mock.test:4010/_receiver/3f9a", "http://127.0.0.1:4010/_receiver/3f9a"],
  ["https://mock.test:4010/base/_receiver/3f9a", "http://127.0.0.1:4010/_receiver/3f9a"],
  ["http://mock.test:4010/scale-v1/tasks", undefined],
  ["http://other.test:4010/_receiver/3f9a", undefined],
  ["not a URL", undefined],
])("a callback to %s is sent to %s directly", async ([url, expected]) => {
  const others: string[] = [];
  const direct: string[] = [];
  await sendHome(recording(others), recording(direct), home).send({ ...callback, url: String(url) });

  expect({ others, direct }).toEqual(
    expected === undefined ? { others: [url], direct: [] } : { others: [], direct: [expected] },
  );
});
