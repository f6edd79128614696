import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { readBeginning } from "./read-beginning.ts";

test("a short body is read as it is", async () => {
  const body = Readable.from([Buffer.from("try "), Buffer.from("later")]);
  expect(await readBeginning(body, { keep: 100, discard: 100 })).toBe("try later");
});

test("a longer body is cut, and read to its end", async () => {
  const body = Readable.from([Buffer.from("abc"), Buffer.from("def"), Buffer.from("ghi")]);
  expect(await readBeginning(body, { keep: 4, discard: 100 })).toBe("abcd");
  expect(body.readableEnded).toBe(true);
});

test("a body without an end is destroyed", async () => {
  const body = Readable.from(
    (function* () {
      for (;;) yield Buffer.from("for ever ");
    })(),
  );
  expect(await readBeginning(body, { keep: 4, discard: 100 })).toBe("for ");
  expect(body.destroyed).toBe(true);
});

test("a character that the limit cuts in two is left out", async () => {
  const body = Readable.from([Buffer.from("aé")]);
  expect(await readBeginning(body, { keep: 2, discard: 100 })).toBe("a");
});

test("bytes that are no text become replacement characters", async () => {
  const body = Readable.from([Buffer.from([0x61, 0xff, 0x62])]);
  expect(await readBeginning(body, { keep: 100, discard: 100 })).toBe("a\ufffdb");
});

test("a body that breaks off is as good as what came of it", async () => {
  const body = new PassThrough();
  body.write("begin");
  setImmediate(() => body.destroy(new Error("reset")));
  expect(await readBeginning(body, { keep: 100, discard: 100 })).toBe("begin");
});

test("a body of which nothing is wanted is not read", async () => {
  const body = Readable.from([Buffer.from("abc")]);
  expect(await readBeginning(body, { keep: 0, discard: 0 })).toBe("");
  expect(body.destroyed).toBe(true);
});
