import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import type { Validate } from "../validate.ts";
import { CheckCompiler, type ValidatorTable } from "./check-compiler.ts";
import { planRequestChecks, planResponseChecks } from "./plan-checks.ts";

const user = { $ref: "#/components/schemas/User" };
const content = { "application/json": { schema: user } };
const contract = {
  openapi: "3.1.0",
  info: { title: "Users", version: "1" },
  paths: {
    "/users": {
      post: {
        operationId: "createUser",
        requestBody: { content },
        responses: { "201": { description: "", content } },
      },
    },
  },
  components: {
    schemas: {
      Id: { type: "integer", readOnly: true },
      User: {
        type: "object",
        required: ["id", "createdAt", "name", "password"],
        properties: {
          id: { $ref: "#/components/schemas/Id" },
          createdAt: { type: "string", readOnly: true },
          name: { type: "string" },
          password: { type: "string", writeOnly: true },
        },
      },
    },
  },
} as unknown as OpenApiDocument;

const api = { id: "users", contract, isForeign: true };
const compiler = new CheckCompiler(api);
const requests = compiler.table(planRequestChecks(api));
const responses = compiler.table(planResponseChecks(api));

const checkAt = (table: ValidatorTable, ...keys: string[]): Validate<unknown> => {
  let found: ValidatorTable | Validate<unknown> | undefined = table;
  for (const key of keys) found = (found as ValidatorTable)[key];
  return found as Validate<unknown>;
};

test("a request need not have what is readOnly, and must have what is writeOnly", () => {
  const check = checkAt(requests, "createUser", "body", "application/json");
  expect(check({ name: "Ann", password: "x" })).toBe(true);
  expect(check({ name: "Ann" })).toBe(false);
});

test("also where one part of a schema requires what another describes", () => {
  const parts = { allOf: [{ $ref: "#/components/schemas/User" }, { required: ["name", "id"] }] };
  const described = { "application/json": { schema: parts } };
  const path = { post: { operationId: "make", requestBody: { content: described }, responses: {} } };
  const other = { ...api, contract: { ...contract, paths: { "/make": path } } as unknown as OpenApiDocument };
  const table = new CheckCompiler(other).table(planRequestChecks(other));
  const check = checkAt(table, "make", "body", "application/json");
  expect(check({ name: "Ann", password: "x" })).toBe(true);
  expect(check({ password: "x" })).toBe(false);
});

test("a response need not have what is writeOnly, and must have what is readOnly", () => {
  const check = checkAt(responses, "createUser", "201", "application/json");
  expect(check({ id: 1, createdAt: "now", name: "Ann" })).toBe(true);
  expect(check({ name: "Ann" })).toBe(false);
});
