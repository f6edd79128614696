import { describe, expect, test } from "vitest";
import { builtApis } from "./built-apis.ts";
import { kiln } from "@task-contracts/contract-compiler/test/kiln-contract";
import { loadValidators } from "./load-validators.ts";

const { request } = await loadValidators(kiln);

describe("a form", () => {
  const validate = request["createFiring"]?.body?.["application/x-www-form-urlencoded"];

  test.for<[string, object, object]>([
    ["integers", { pieces: "3" }, { pieces: 3 }],
    ["booleans", { crackle: "true" }, { crackle: true }],
    ["an empty value that may be null", { spare: "" }, { spare: null }],
    ["arrays of numbers", { cones: ["4", "5"] }, { cones: [4, 5] }],
    ["a single value as an array", { cones: "4" }, { cones: [4] }],
    ["maps of numbers", { shelves: { top: "2" } }, { shelves: { top: 2 } }],
    ["what it leaves out", {}, { crackle: false }],
    ["text that looks like a number", { name: "12" }, { name: "12" }],
  ])("gives the typed values of %s", ([, sent, received]) => {
    const body = { kind: "glaze", pieces: "1", ...sent };
    validate?.(body);
    expect(validate?.errors).toBe(null);
    expect(body).toMatchObject(received);
  });

  test.for<[string, unknown]>([
    ["pieces", "three"],
    ["pieces", "1.5"],
    ["pieces", "1e400"],
    ["pieces", "-Infinity"],
    ["cones", ["4", "Infinity"]],
    ["pieces", ["1", "2"]],
    ["crackle", "yes"],
    ["cones", ["4", "high"]],
    ["name", { first: "a" }],
  ])("with a wrong value is refused: %s cannot be %j", ([name, value]) => {
    expect(validate?.({ kind: "glaze", pieces: "1", [name]: value })).toBe(false);
    expect(validate?.errors?.[0]?.instancePath).toContain(`/${name}`);
  });
});

describe("parameters", () => {
  const { path, query, header } = request["listFirings"] ?? {};

  test("of a path are converted", () => {
    const values = { kiln: "7" };
    expect(path?.(values)).toBe(true);
    expect(values).toEqual({ kiln: 7 });
  });

  test("of a query are converted, and get their defaults", () => {
    const values = { kind: "glaze", ids: ["1", "2"] };
    expect(query?.(values)).toBe(true);
    expect(values).toEqual({ kind: ["glaze"], ids: [1, 2], limit: 10 });
  });

  test("with allowEmptyValue are absent when they are empty, and get their defaults", () => {
    const values = { since: "", limit: "" };
    expect(query?.(values)).toBe(true);
    expect(values).toEqual({ limit: 10 });
  });

  test("without allowEmptyValue are not absent when they are empty", () => {
    const values = { kind: "" };
    expect(query?.(values)).toBe(true);
    expect(values).toEqual({ kind: [""], limit: 10 });
  });

  test("in headers are looked up in lower case", () => {
    expect(header?.({ "x-trace": "5" })).toBe(true);
    expect(header?.({ "X-Trace": "5" })).toBe(false);
    expect(header?.errors?.[0]).toMatchObject({
      keyword: "required",
      params: { missingProperty: "x-trace" },
    });
  });

  test.for([null, undefined, "a=1", 1])(
    "that are not an object but %j are refused, and break nothing",
    (values) => {
      expect(query?.(values)).toBe(false);
    },
  );
});

describe("listTasks of scale-v1", () => {
  const query = builtApis.find(({ id }) => id === "scale-v1")?.request["listTasks"]?.["query"];

  test("has a page of 100 tasks from the start if nothing else is said, or said emptily", () => {
    const values = { limit: "", status: "", type: "", next_token: "" };
    expect(query?.(values)).toBe(true);
    expect(values).toEqual({ limit: 100, offset: 0 });
  });

  test.for<[string, string]>([
    ["limit", "0"],
    ["limit", "101"],
    ["limit", "ten"],
    ["offset", "-1"],
    ["status", "done"],
    ["start_time", "yesterday"],
  ])("cannot be called with %s=%s", ([name, value]) => {
    expect(query?.({ [name]: value })).toBe(false);
    expect(query?.errors?.[0]?.instancePath).toBe(`/${name}`);
  });
});
