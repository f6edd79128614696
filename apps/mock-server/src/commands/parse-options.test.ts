import { expect, test } from "vitest";
import { collectSettings, parseAdvance } from "./parse-options.ts";

test.for([
  ["30m15min", { minutes: 45 }],
  ["1h1h", { hours: 2 }],
  ["1d12h", { days: 1, hours: 12 }],
  ["next", "next"],
] as const)("%s advances by the sum of its parts", ([text, expected]) => {
  expect(parseAdvance(text)).toEqual(expected);
});

test("a setting of text is text, whatever it looks like", () => {
  expect(collectSettings("callbackAuthKey=12345")).toEqual({ callbackAuthKey: "12345" });
  expect(collectSettings("completionDelayMs=500")).toEqual({ completionDelayMs: 500 });
  expect(collectSettings("defaultCallbackUrl=null")).toEqual({ defaultCallbackUrl: null });
});
