import type { Operation, Validate } from "@task-contracts/contracts";
import { expect, test } from "vitest";
import type { Contract, Validators } from "../contract/contract.ts";
import { createPipeline, type Pipeline } from "./create-pipeline.ts";
import { apiKeyPolicy } from "./key-policy.ts";
import type { MockRequest } from "./mock-request.ts";

const operation: Operation = {
  method: "GET",
  path: "/tasks",
  parameters: [],
  requestMediaTypes: [],
  requestBodyRequired: false,
  security: [],
  responses: { "200": ["application/json"], default: ["text/plain"] },
  callbacks: [],
};

const document = {
  openapi: "3.1.0",
  info: { title: "Test", version: "1" },
  paths: {
    "/tasks": {
      get: {
        operationId: "listTasks",
        responses: {
          "200": {
            description: "",
            content: { "application/json": { examples: { one: { value: { a: 1 } } } } },
          },
        },
      },
    },
  },
};

const pipelineWith = (validators: Partial<Validators>): Promise<Pipeline> => {
  const contract: Contract = {
    apiId: "test",
    operations: { listTasks: operation },
    loadValidators: async () => ({ requests: {}, responses: {}, ...validators }),
    loadCallbackValidators: async () => ({}),
    loadDocument: async () => document,
  };
  return createPipeline({
    contract,
    keys: apiKeyPolicy(),
    upstream: { handlers: {}, takeFault: () => undefined, wait: async () => undefined },
  });
};

const request = (): MockRequest => ({
  method: "get",
  path: "/tasks",
  query: {},
  headers: {},
  origin: "http://127.0.0.1:4010",
  base: "http://127.0.0.1:4010/scale-v1",
});

const broken: Validate<unknown> = (data): data is unknown => {
  throw new Error(`no ${String(data)}`);
};

test("a response that violates the contract is sent, with the violation, and reported as a defect", async () => {
  const never: Validate<unknown> = Object.assign((data: unknown): data is unknown => data === undefined, {
    errors: [{ instancePath: "/a", schemaPath: "#/a", keyword: "type", params: { type: "string" } }],
  });
  const pipeline = await pipelineWith({ responses: { listTasks: { "200": { "application/json": never } } } });

  expect(await pipeline.answer(request())).toMatchObject({
    operationId: "listTasks",
    response: { statusCode: 200, body: { a: 1 } },
    violations: [{ location: ["response", "body", "a"], severity: "Error" }],
    defects: ["The response violates the contract: a is 1, but must be a string."],
  });
});

test("a failure of the server is a 500 in the form of the API's errors, and its stack stays here", async () => {
  const pipeline = await pipelineWith({ requests: { listTasks: { query: broken } } });

  const { response, defects } = await pipeline.answer(request());

  expect(response).toEqual({
    statusCode: 500,
    headers: { "content-type": "text/plain" },
    body: "The mock server failed. Its log says why; please report it.",
  });
  expect(defects).toEqual([expect.stringMatching(/^Error: no \[object Object\]\n +at /)]);
});
