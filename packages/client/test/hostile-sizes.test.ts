import { describe, expect, test } from "vitest";
import { receiveScaleBetaCallback, receiveScaleCallback } from "../src/callbacks/index.ts";
import { createScaleClient, isStatusError } from "../src/scale/index.ts";
import { authKey } from "./callback-requests.ts";

const size = 2 ** 20;

/** A text of 1 MiB, or a little less, of which a part is repeated. */
const filled = (start: string, part: string, end = ""): string =>
  start + part.repeat(Math.floor((size - start.length - end.length) / part.length)) + end;

/** A callback request whose body takes hours, or all of the stack, unless the work is linear in its size. */
const request = (body: unknown, type: string) => ({
  method: "POST",
  url: "/callbacks",
  headers: { "scale-callback-auth": authKey, "content-type": type },
  parsedBody: body,
});

describe("A receiver refuses 1 MiB of", () => {
  test.for<readonly [string, unknown]>([
    ["opening brackets", filled("a", "[", "=1")],
    ["closing brackets", filled("a", "]", "=1")],
    ["pairs of brackets", filled("a", "[]", "=1")],
    ["pairs of brackets in each other", `a${"[".repeat(size / 2)}${"]".repeat(size / 2)}=1`],
    ["pairs of brackets, and one that is left over", filled("a", "[b]", "[=1")],
    ["levels, and text behind them", filled("a", "[b]", "c=1")],
    ["a name", filled("", "a", "[=1")],
    ["percent signs", filled("a=", "%")],
    ["percent escapes that are not UTF-8", filled("a=", "%E9")],
    ["percent escapes, the last of which is not UTF-8", filled("a=", "%C3%A9", "%E9")],
    ["plus signs", filled("a=", "+")],
    ["ampersands", filled("", "&")],
    ["equals signs", filled("", "=")],
    ["fields with one name", filled("", "a&")],
    ["items of an array", filled("", "a[]=&")],
    ["items of an array at one index", filled("", "a[0]=&")],
    ["indices of an array", Array.from({ length: 80_000 }, (_, index) => `a[${80_000 - index}]`).join("&")],
    ["names", Array.from({ length: 100_000 }, (_, index) => `n${index}=1`).join("&")],
    ["digits as an index", filled("a[", "9", "]=1")],
    [
      "a name of many items, as a parser leaves it",
      { ["a".repeat(size / 2)]: { b: Array(size / 4).fill("") } },
    ],
    ["a name with brackets, as a parser leaves it", { [filled("a", "[b]")]: "1" }],
  ])("%s in a form", async ([, body]) => {
    const type = "application/x-www-form-urlencoded";
    const { response } = await receiveScaleBetaCallback(request(body, type), { authKey });
    expect(response.status).toBe(400);
  });

  test.for<readonly [string, string]>([
    ["opening brackets", filled("", "[")],
    ["arrays in each other", "[".repeat(size / 2) + "]".repeat(size / 2)],
    ["quotes", filled("", '"')],
    ["backslashes", filled('"', "\\\\", '"')],
    ["text", filled('{"task":{"type":"', "a", '"}}')],
    ["properties", `{${Array.from({ length: 80_000 }, (_, index) => `"${index}":0`).join()}}`],
    ["a name", filled('{"response":{},"task":{"type":"', "~1", '"}}')],
  ])("%s in JSON", async ([, body]) => {
    const { response } = await receiveScaleCallback(request(body, "application/json"), { authKey });
    expect(response.status).toBe(400);
  });
});

describe("A client reads an error with 8 MiB of", () => {
  test.for<readonly [string, string]>([
    ["text", "a"],
    ["quotes", '"'],
    ["line feeds", "\n"],
    ["the key", "k3y "],
    ["nearly the key", "k3"],
    ["full stops and blanks", ". "],
    ["slashes", "//"],
  ])("%s", async ([, part]) => {
    const text = filled("", part).repeat(8);
    const error: unknown = await createScaleClient({
      apiKey: "k3y",
      fetch: async () => Response.json({ error: text, status_code: 400 }, { status: 400 }),
    })
      .getTask("5f2b")
      .catch((reason: unknown) => reason);
    expect(isStatusError(error) && error.body).toEqual({
      error: text.replaceAll("k3y", "[redacted]"),
      status_code: 400,
    });
  });
});
