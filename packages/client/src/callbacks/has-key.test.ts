import { describe, expect, test, vi } from "vitest";
import { fingerprint, hasKey } from "./has-key.ts";

describe("hasKey", () => {
  test.for([
    ["cb_1", ["cb_1"], true],
    ["cb_2", ["cb_1", "cb_2"], true],
    ["cb_1", ["cb_1", "cb_2"], true],
    ["cb_", ["cb_1"], false],
    ["cb_11", ["cb_1"], false],
    ["", ["cb_1"], false],
    [null, ["cb_1"], false],
    ["cb_1, cb_1", ["cb_1"], false],
  ] as const)("%j among %j is %j", async ([given, keys, has]) => {
    expect(await hasKey(given, keys)).toBe(has);
  });

  test("compares digests to their end, whatever they begin with", async () => {
    const reduce = vi.spyOn(Uint8Array.prototype, "reduce");
    const secret = "cb_8d1f6e0a".repeat(10);
    for (const given of [secret, secret.slice(0, -1), "x", null]) await hasKey(given, [secret, "other"]);
    expect(reduce.mock.contexts.map((bytes) => (bytes as Uint8Array).length)).toEqual(
      Array<number>(8).fill(32),
    );
    reduce.mockRestore();
  });
});

test("A fingerprint is the same for the same text only.", async () => {
  expect(await fingerprint("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(await fingerprint("a")).not.toBe(await fingerprint("b"));
});
