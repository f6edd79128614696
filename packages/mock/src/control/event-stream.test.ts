import { expect, test } from "vitest";
import { Events } from "../engine/events.ts";
import { resolveLimits } from "../limits.ts";
import { EventStreams } from "./event-stream.ts";

/** Streams whose events are emitted by the test. */
const streamsOf = (events: Events): EventStreams =>
  new EventStreams({
    events,
    closing: new AbortController().signal,
    host: { later: () => () => undefined } as never,
    limits: resolveLimits("serve"),
  });

test("a stream of an account ends when that goes to another engine, and with no other account", async () => {
  const events = new Events();
  const stream = streamsOf(events).open("a");
  await stream.next();
  events.move({ account: "b", isLost: true });
  events.move({ account: "a", isLost: false });
  events.emit({ type: "clock", account: "a", now: 0, frozen: true });
  const { value } = await stream.next();

  expect(new TextDecoder().decode(value)).toContain("event: clock");

  const next = stream.next();
  events.move({ account: "a", isLost: true });

  expect(await next).toEqual({ done: true, value: undefined });
});

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
