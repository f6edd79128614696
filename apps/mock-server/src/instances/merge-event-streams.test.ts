import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { mergeEventStreams } from "./merge-event-streams.ts";

const bytes = (...parts: string[]): Buffer[] => parts.map((part) => Buffer.from(part));

test("events stay whole, however their bytes arrive", async () => {
  const never = new Readable({ read: () => undefined });
  const source = Readable.from(bytes("event: a\nda", "ta: 1\n", "\nevent: b\ndata: 2\n\neven"));
  expect(await text(mergeEventStreams([source, never]))).toBe("event: a\ndata: 1\n\nevent: b\ndata: 2\n\n");
});

test("the sources are given up with their reader", async () => {
  const source = new Readable({ read: () => undefined });
  const merged = mergeEventStreams([source]);
  merged.destroy();
  await expect.poll(() => source.destroyed).toBe(true);
});
