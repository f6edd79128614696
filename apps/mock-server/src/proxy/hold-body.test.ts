import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { type HeldBody, holdBody } from "./hold-body.ts";

const endless = 2 ** 31 - 1;

const streamOf = (held: HeldBody): Extract<HeldBody, { stream: Readable }> => {
  if ("stream" in held) return held;
  throw new Error("The body was held to its end.");
};

test("a body that is there in time is held", async () => {
  const held = await holdBody(Readable.from([Buffer.from("a"), Buffer.from("b")]), {
    bytes: 10,
    ms: endless,
  });
  expect(held).toEqual({ bytes: Buffer.from("ab") });
});

test("a body that takes its time is let through, and kept to be checked", async () => {
  const source = new PassThrough();
  source.write("a");
  const { stream, end } = streamOf(await holdBody(source, { bytes: 10, ms: 1 }));
  source.end("b");

  expect((await buffer(stream)).toString()).toBe("ab");
  expect(await end).toEqual({ bytes: Buffer.from("ab") });
});

test("a body that is too long is let through whole, and not kept", async () => {
  const chunks = Array.from({ length: 5 }, (_, index) => Buffer.from(String(index)));
  const { stream, end } = streamOf(await holdBody(Readable.from(chunks), { bytes: 2, ms: endless }));

  expect((await buffer(stream)).toString()).toBe("01234");
  expect(await end).toBe("too long");
});

test("the sender waits while no one reads", async () => {
  let sent = 0;
  const source = Readable.from(
    (function* () {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(1024);
      }
    })(),
  );
  const { stream, end } = streamOf(await holdBody(source, { bytes: 10_000, ms: endless }));
  const before = sent;
  for (let count = 0; count < 100; count++) await turn();

  // What the buffers in between take, of 1 KiB each.
  expect(sent - before).toBeLessThan(100);
  stream.destroy();
  expect(await end).toBe("left");
  expect(source.destroyed).toBe(true);
});

test("a body that fails while it is held fails the call, and later the stream", async () => {
  const early = new PassThrough();
  const held = holdBody(early, { bytes: 10, ms: endless });
  early.destroy(new Error("reset"));
  await expect(held).rejects.toThrow("reset");

  const late = new PassThrough();
  late.write("a");
  const { stream, end } = streamOf(await holdBody(late, { bytes: 10, ms: 1 }));
  late.destroy(new Error("reset"));
  await expect(buffer(stream)).rejects.toThrow("reset");
  expect(await end).toBe("cut off");
});

test("a stream that no one begins to read ends all the same", async () => {
  const source = new PassThrough();
  const { stream, end } = streamOf(await holdBody(source, { bytes: 10, ms: 1 }));
  stream.destroy();

  expect(await end).toBe("left");
  expect(source.destroyed).toBe(true);
});
