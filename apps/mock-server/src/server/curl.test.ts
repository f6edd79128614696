import type { Operation } from "@task-contracts/contracts";
import { expect, test } from "vitest";
import { curlFor } from "./curl.ts";

const operation = (changes: Partial<Operation>): Operation => ({
  method: "GET",
  path: "/tasks",
  parameters: [],
  requestMediaTypes: [],
  requestBodyRequired: false,
  security: [],
  responses: {},
  callbacks: [],
  ...changes,
});

test.each([
  [operation({}), "curl http://localhost:1/tasks"],
  [operation({ method: "POST" }), "curl -X POST http://localhost:1/tasks"],
  [
    operation({ security: [{ type: "http", scheme: "basic" }] }),
    "curl -u test_key: http://localhost:1/tasks",
  ],
  [
    operation({ security: [{ type: "apiKey", in: "query", name: "key" }] }),
    'curl "http://localhost:1/tasks?key=test_key"',
  ],
])("the command authenticates as the contract says: %#", (list, curl) => {
  expect(curlFor("http://localhost:1", { list })).toBe(curl);
});

test("the command calls the operation that needs least", () => {
  const curl = curlFor("http://localhost:1", {
    create: operation({ method: "POST", path: "/create", requestBodyRequired: true }),
    get: operation({
      path: "/task/{id}",
      parameters: [{ name: "id", in: "path", required: true }],
    }),
    run: operation({ method: "POST", path: "/run" }),
    list: operation({ path: "/list" }),
  });

  expect(curl).toBe("curl http://localhost:1/list");
});
