import type { Callback, OperationTable } from "@task-contracts/contracts";
import { expect, test } from "vitest";
import { readCallbackRules } from "./callback-rules.ts";

const operationsWith = (callback: Partial<Callback>): OperationTable => ({
  makePot: {
    method: "POST",
    path: "/pots",
    parameters: [],
    requestMediaTypes: [],
    requestBodyRequired: false,
    security: [],
    responses: {},
    callbacks: [
      {
        name: "potDone",
        method: "PUT",
        url: "{$request.body#/url}",
        headers: [],
        mediaTypes: [],
        accepted: [],
        ...callback,
      },
    ],
  },
});

const retry = { times: 2, within: 5000, growth: 1.5 };
const declared = { callbacks: new Map([["potDone", { on: ["finish"], retry, succeeded: ["told"] }]]) };
const undeclared = { callbacks: new Map<string, never>() };

test("how a callback is sent is read from the contract, and how it is retried from the life cycle", () => {
  const operations = operationsWith({
    headers: ["x-kiln-key"],
    mediaTypes: ["application/x-www-form-urlencoded", "application/json"],
  });
  expect(readCallbackRules(operations, declared).get("potDone")).toMatchObject({
    method: "PUT",
    mediaType: "application/x-www-form-urlencoded",
    keyHeaders: ["x-kiln-key"],
    delays: [2000, 3000],
    succeeded: ["told"],
  });
});

test("a callback without a declaration is sent once, as JSON", () => {
  expect(readCallbackRules(operationsWith({}), undeclared).get("potDone")).toMatchObject({
    mediaType: "application/json",
    delays: [],
  });
});

test.for<[string[], number[], number[]]>([
  [["2XX"], [200, 204, 299], [199, 300, 500]],
  [["200"], [200], [201, 204, 500]],
  [["200", "202"], [200, 202], [204]],
  [[], [200, 204], [302, 404]],
])("where %j is documented for a receiver, %j count as success and %j do not", ([accepted, good, bad]) => {
  const accepts = readCallbackRules(operationsWith({ accepted }), undeclared).get("potDone")?.accepts;
  expect(good.map((status) => accepts?.(status))).toEqual(good.map(() => true));
  expect(bad.map((status) => accepts?.(status))).toEqual(bad.map(() => false));
});
