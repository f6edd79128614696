import { expect, test } from "vitest";
import { Events } from "../engine/events.ts";
import { resolveLimits } from "../limits.ts";
import { EventStreams } from "./event-stream.ts";

test("names wait for a reader within its limit, and then the stream ends", async () => {
  const events = new Events();
  const due: (() => void)[] = [];
  const streams = new EventStreams({
    events,
    closing: new AbortController().signal,
    host: { later: (flush: () => void) => (due.push(flush), () => undefined) } as never,
    limits: resolveLimits("serve", { eventStreamBytes: 100 }),
  });
  const stream = streams.openNames();
  for (let wave = 0; wave < 50; wave++) {
    events.emit({ type: "clock", account: "a", now: 0, frozen: true });
    due.shift()?.();
  }
  const messages: string[] = [];
  for await (const bytes of stream) messages.push(new TextDecoder().decode(bytes));

  expect(messages.filter((message) => message.startsWith("event: clock")).length).toBeLessThan(10);
  expect(messages.at(-1)).toContain("event: end");
});
