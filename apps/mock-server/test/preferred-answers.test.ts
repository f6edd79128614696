import { describe, expect, test } from "vitest";
import { bodyOf, call, json } from "./support/call.ts";
import { type OperationCase, operationCase, operationCases } from "./support/contract-cases.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const prefer = (operation: OperationCase, preference: string): Promise<Response> => {
  const [body] = Object.values(operation.requests);
  const { headers, ...init } = body === undefined ? {} : json(body);
  return call(server.mock, operation, { ...init, headers: { ...headers, prefer: preference } });
};

const statuses = operationCases.flatMap((operation) => {
  const { api, operationId, responses } = operation;
  return Object.keys(responses).map((status) => ({ api, operationId, operation, status }));
});

const examples = operationCases.flatMap((operation) => {
  const { api, operationId, responses } = operation;
  return Object.entries(responses).flatMap(([status, bodies]) =>
    Object.entries(bodies).map(([example, body]) => ({ api, operationId, operation, status, example, body })),
  );
});

/** `default` stands for any status. */
const codeOf = (status: string): number => (status === "default" ? 409 : Number(status));

describe("Prefer: code brings every documented status", () => {
  test.each(statuses)("$api $operationId $status", async ({ operation, status }) => {
    const response = await prefer(operation, `code=${codeOf(status)}`);

    expect(response.status).toBe(codeOf(status));
    expect(response.headers.get("sl-violations")).toBeNull();
  });
});

describe("Prefer: example brings every documented example", () => {
  test.each(examples)("$api $operationId $status $example", async ({ operation, status, example, body }) => {
    const response = await prefer(operation, `code=${codeOf(status)}, example=${example}`);

    expect(response.status).toBe(codeOf(status));
    expect(await bodyOf(response)).toEqual(body);
  });
});

describe("Prefer: dynamic=true makes answers up that fit the contract", () => {
  test.each(operationCases)("$api $operationId", async (operation) => {
    const response = await prefer(operation, "dynamic=true");

    expect(response.status).toBe(200);
    expect(response.headers.get("sl-violations")).toBeNull();
  });
});

describe("a preference that cannot be met is refused, with the possible ones", () => {
  test.each([
    ["code=418", "Prefer: code is 418, but the contract documents only 200, 400, 401, 429, 500."],
    ["code=many", 'Prefer: code is "many", but must be an HTTP status such as 200.'],
    ["dynamic=perhaps", 'Prefer: dynamic is "perhaps", but must be true or false.'],
    [
      "example=nothingLikeIt",
      'Prefer: example is "nothingLikeIt", but the examples of this answer are newestTasks, firstOfManyPages, noTasks.',
    ],
  ])("%s", async (preference, error) => {
    const response = await prefer(operationCase("scale-v1", "listTasks"), preference);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ status_code: 400, error });
  });
});

test("an answer keeps its media type whatever the client accepts", async () => {
  const response = await call(server.mock, operationCase("dataflowkit-v1", "listTasks"), {
    headers: { accept: "application/json", prefer: "code=401" },
  });

  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toBe("text/plain");
});

test("a preference holds for one request only", async () => {
  const list = operationCase("scale-v1", "listTasks");
  await prefer(list, "example=noTasks");

  const response = await prefer(list, "code=200");

  expect(await response.json()).toEqual(list.responses["200"]?.["newestTasks"]);
});
