import { type IncomingMessage, request } from "node:http";
import { describe, expect, test } from "vitest";
import { bodyOf, call, json } from "./support/call.ts";
import { type OperationCase, operationCase, operationCases } from "./support/contract-cases.ts";
import { question } from "./support/send.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const prefer = (operation: OperationCase, preference: string): Promise<Response> => {
  const [body] = Object.values(operation.requests);
  const { headers, ...init } = body === undefined ? {} : json(body);
  return call(server.mock, operation, { ...init, headers: { ...headers, prefer: preference } });
};

const authorization = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` });

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

describe("Prefer: dynamic=true generates responses that match the contract", () => {
  test.each(operationCases)("$api $operationId", async (operation) => {
    const response = await prefer(operation, "dynamic=true");

    expect(response.status).toBe(200);
    expect(response.headers.get("sl-violations")).toBeNull();
  });
});

test("a generated list has a few items, since others wait while it is generated", async () => {
  const response = await prefer(operationCase("scale-v1", "listTasks"), "dynamic=true");

  const { docs } = (await response.json()) as { docs: unknown[] };
  expect(docs.length).toBeGreaterThan(0);
  expect(docs.length).toBeLessThanOrEqual(3);
});

describe("a preference that cannot be met is refused, with the possible ones", () => {
  test.each([
    ["code=418", "Prefer: code is 418, but the contract documents only 200, 400, 401, 429, 500."],
    ["code=many", 'Prefer: code is "many", but must be an HTTP status such as 200.'],
    ["dynamic=perhaps", 'Prefer: dynamic is "perhaps", but must be true or false.'],
    [
      "example=nothingLikeIt",
      'Prefer: example is "nothingLikeIt", but the examples of this response are newestTasks, firstOfManyPages, noTasks.',
    ],
  ])("%s", async (preference, error) => {
    const response = await prefer(operationCase("scale-v1", "listTasks"), preference);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ status_code: 400, error });
  });
});

test("a response keeps its media type whatever the client accepts", async () => {
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

const listTasks = operationCase("scale-v1", "listTasks");

interface Warning {
  readonly location: readonly string[];
  readonly severity: string;
  readonly message: string;
}

const warningsOf = ({ headers }: Response): Warning[] =>
  JSON.parse(headers.get("sl-violations") ?? "[]") as Warning[];

describe("other preferences than ours are ignored, and the engine handles the request", () => {
  test.each([
    "return=minimal",
    "respond-async",
    "wait=10",
    "handling=lenient",
    "respond-async, wait=10",
    ", ;=",
  ])("%s", async (preference) => {
    const headers = { ...authorization("test_preferring"), prefer: preference };
    const url = `${server.mock.url("scale-v1")}/task/categorization`;
    const created = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ ...question, callback_url: "http://127.0.0.1:9/" }),
    });
    expect(created.status).toBe(200);
    expect(warningsOf(created)).toEqual([]);
    expect(created.headers.get("preference-applied")).toBeNull();

    const { task_id: id } = (await created.json()) as { task_id: string };
    const read = await fetch(`${server.mock.url("scale-v1")}/task/${id}`, { headers });
    expect(await read.json()).toMatchObject({ task_id: id, instruction: question.instruction });
  });
});

describe("a misspelt preference is ignored as well, with a warning that names the right one", () => {
  test.each([
    ["exmaple=noTasks", "exmaple", "example"],
    ["cod=404", "cod", "code"],
    ["return=minimal, dynamc=true", "dynamc", "dynamic"],
  ])("%s", async (preference, name, meant) => {
    const url = `${server.mock.url("scale-v1")}/tasks`;
    const headers = { ...authorization("test_misspelling"), prefer: preference };

    const response = await fetch(url, { headers });

    expect(await response.json()).toMatchObject({ docs: [], total: 0 });
    expect(warningsOf(response)).toEqual([
      {
        location: ["request", "header", "prefer"],
        severity: "Warning",
        code: "prefer",
        message: `Prefer: ${name} was ignored, since it is not known. Did you mean ${meant}?`,
      },
    ]);
  });
});

describe("preferences are read as RFC 7240 says", () => {
  test.each([
    ["names in any case", "CODE=401", 401],
    ["quoted values", 'code="401"', 401],
    ["blanks around the equals sign", "code = 401", 401],
    ["only the first of a name", "code=401, code=500", 401],
    ["others before and after", 'foo="a, code=500"; bar, code=401, wait=1', 401],
    ["ours, separated as in Prism's documentation", "code=401; dynamic=false", 401],
    ["parameters of another preference are not ours", "foo; code=500, code=401", 401],
  ])("%s", async (_, preference, status) => {
    const response = await prefer(listTasks, preference);

    expect(response.status).toBe(status);
  });

  test("in several headers", async () => {
    const { port } = server.mock;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = ["authorization", `Basic ${btoa("a:")}`, "host", "localhost"];
      const path = "/scale-v1/tasks";
      request({ port, path, headers: [...headers, "prefer", "wait=1", "prefer", "code=401"] }, resolve)
        .on("error", reject)
        .end();
    });
    response.resume();

    expect(response.statusCode).toBe(401);
  });
});

test("the response says which preferences were applied, and that it depends on them", async () => {
  const response = await prefer(listTasks, "wait=1, example=noTasks, code=200");

  expect(response.headers.get("preference-applied")).toBe("code=200, example=noTasks");
  expect(response.headers.get("vary")).toBe("Prefer");
});

test("a page gets the same, besides what the response depends on for it", async () => {
  const response = await call(server.mock, listTasks, {
    headers: { prefer: "code=401", origin: "http://localhost:5173" },
  });

  expect(response.headers.get("vary")).toBe("Origin, Prefer");
});

test("a preference that was refused was not applied", async () => {
  const response = await prefer(listTasks, "code=418");

  expect(response.headers.get("preference-applied")).toBeNull();
});
