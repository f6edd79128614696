import { describe, expect, test } from "vitest";
import { bodyOf, call, form, json } from "./support/call.ts";
import { operationCase, operationCases } from "./support/contract-cases.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const categorization = operationCase("scale-v1", "createCategorizationTask");
const comparison = operationCase("scale-v1", "createComparisonTask");
const annotation = operationCase("scale-v1", "createAnnotationTask");
const tasks = operationCase("scale-v1", "listTasks");

const [categorizationExample] = Object.values(categorization.requests) as object[];
const [annotationExample] = Object.values(annotation.requests) as object[];
const [comparisonExample] = Object.values(comparison.requests) as { choices?: unknown; fields?: unknown }[];
const { choices: _choices, fields: _fields, ...withoutQuestions } = comparisonExample ?? {};
const deep = `${"[".repeat(33)}${"]".repeat(33)}`;

const errorOf = async (response: Response): Promise<string> => {
  const body = (await response.json()) as { status_code: number; error: string };
  expect(Object.keys(body)).toEqual(["status_code", "error"]);
  expect(body.status_code).toBe(response.status);
  return body.error;
};

const anyError = (status: number): unknown => ({ status_code: status, error: expect.stringMatching(/\.$/) });
const anyText: unknown = expect.stringMatching(/\.$/);

describe("a body that breaks the contract is refused with the field, its value and what it must be", () => {
  test.each([
    [
      "a wrong enum value",
      annotation,
      { ...annotationExample, attachment_type: "video" },
      'attachment_type is "video", but must be "image".',
    ],
    [
      "one object too many",
      annotation,
      { ...annotationExample, objects_to_annotate: ["a", "b", "c", "d", "e", "f", "g"] },
      "objects_to_annotate has 7 items, but may have at most 6.",
    ],
    ["neither choices nor fields", comparison, withoutQuestions, "Send at least one of choices and fields."],
    [
      "a number that is none",
      annotation,
      { ...annotationExample, min_width: "wide" },
      'min_width is "wide", but must be an integer.',
    ],
    [
      "an URL without a scheme",
      categorization,
      { ...categorizationExample, callback_url: "shop.example" },
      'callback_url is "shop.example", but must be in the format uri.',
    ],
    ["a body that is no object", categorization, ["a"], 'The value is ["a"], but must be an object.'],
  ])("%s", async (_, operation, body, error) => {
    const response = await call(server.mock, operation, json(body));

    expect(response.status).toBe(400);
    expect(await errorOf(response)).toContain(error);
  });
});

describe("a query that breaks the contract is refused", () => {
  test.each([
    ["limit=0", "limit is 0, but must be at least 1."],
    ["limit=101", "limit is 101, but must be at most 100."],
    ["limit=all", 'limit is "all", but must be an integer.'],
    ["limit=1e400", "limit is Infinity, but must be a finite number."],
    ["offset=Infinity", "offset is Infinity, but must be a finite number."],
    ["offset=-1", "offset is -1, but must be at least 0."],
    ["start_time=yesterday", 'start_time is "yesterday", but must be a date such as 2026-03-01'],
    ["limit=1&limit=2", "limit is"],
  ])("%s", async (query, error) => {
    const response = await call(server.mock, { ...tasks, path: `${tasks.path}?${query}` });

    expect(response.status).toBe(400);
    expect(await errorOf(response)).toContain(error);
  });
});

test("an empty filter is no filter", async () => {
  const response = await call(server.mock, {
    ...tasks,
    path: `${tasks.path}?status=&type=&start_time=&end_time=&limit=&offset=&next_token=`,
  });

  expect(response.status).toBe(200);
});

describe("a body that cannot be read is refused", () => {
  test.each([
    ["malformed JSON", 400, "application/json", "{nope", "The body is not valid JSON: "],
    ["JSON that ends early", 400, "application/json", '{"a":', "The body is not valid JSON: "],
    ["JSON that is too deep", 400, "application/json", deep, "The body has more than 32 levels"],
    ["what is not UTF-8", 400, "application/json", new Uint8Array([0x22, 0xff, 0x22]), "not valid UTF-8"],
    ["no body", 400, "application/json", "", "The body is missing."],
    [
      "a body of 1 MiB and a byte",
      413,
      "application/json",
      "x".repeat(2 ** 20 + 1),
      "larger than 1048576 bytes",
    ],
    ["XML", 415, "text/xml", "<a/>", "does not take text/xml. Send application/json or "],
  ])("%s", async (_, status, type, body, error) => {
    const response = await call(server.mock, categorization, { headers: { "content-type": type }, body });

    expect(response.status).toBe(status);
    expect(await errorOf(response)).toContain(error);
  });
});

test("a compressed body is refused", async () => {
  const response = await call(server.mock, categorization, {
    headers: { "content-type": "application/json", "content-encoding": "gzip" },
    body: "x",
  });

  expect(response.status).toBe(415);
  expect(await errorOf(response)).toContain("without compression");
});

test("a body of a megabyte is taken", async () => {
  const body = JSON.stringify({ ...categorizationExample, metadata: { note: "" } });
  const note = "x".repeat(2 ** 20 - body.length);

  const response = await call(server.mock, categorization, {
    headers: { "content-type": "application/json" },
    body: body.replace('"note":""', `"note":"${note}"`),
  });

  expect(response.status).toBe(200);
});

/** A request for a task whose metadata is written by hand. */
const withMetadata = (metadata: string): string =>
  JSON.stringify({ ...categorizationExample, metadata: 0 }).replace('"metadata":0', `"metadata":${metadata}`);

describe("numbers in metadata come back unchanged, or are refused", () => {
  test.each(["9007199254740992", "0.1", "-1.5e300", "1234567890.125", "0"])(
    "%s comes back",
    async (number) => {
      const response = await call(server.mock, categorization, {
        headers: { "content-type": "application/json" },
        body: withMetadata(`{"n":${number}}`),
      });

      expect(await response.json()).toHaveProperty("metadata.n", Number(number));
    },
  );

  test.each([
    ["9007199254740993", "9007199254740992"],
    ["1e400", "null"],
    ["12345678901234567890", "12345678901234567000"],
  ])("%s is refused, since it would come back as %s", async (number, rounded) => {
    const response = await call(server.mock, categorization, {
      headers: { "content-type": "application/json" },
      body: withMetadata(`{"order":{"id":${number}}}`),
    });

    expect(response.status).toBe(400);
    expect(await errorOf(response)).toBe(
      `metadata.order.id is ${number}, but would come back as ${rounded}: it is beyond the precision of a double. Send it as a string.`,
    );
    expect(JSON.parse(response.headers.get("sl-violations") ?? "[]")).toMatchObject([
      { location: ["request", "body", "metadata", "order", "id"] },
    ]);
  });
});

describe("what is unknown is refused in the form of the API's errors", () => {
  test.each([
    ["an unknown path", "scale-v1", "GET", "/taks", 404, null, anyError(404)],
    ["a slash too many", "scale-beta", "GET", "/tasks//", 404, null, anyError(404)],
    ["a wrong method", "scale-v1", "PUT", "/tasks", 405, "GET", anyError(405)],
    [
      "a wrong method on two paths",
      "scale-v1",
      "DELETE",
      "/task/annotation",
      405,
      "POST, GET",
      anyError(405),
    ],
    ["an unknown path of Dataflow Kit", "dataflowkit-v1", "POST", "/taks", 404, null, anyText],
    ["a wrong method of Dataflow Kit", "dataflowkit-v1", "GET", "/tasks", 405, "POST", anyText],
  ] as const)("%s", async (_, api, method, path, status, allow, body) => {
    const response = await fetch(server.mock.url(api) + path, { method });

    expect(response.status).toBe(status);
    expect(response.headers.get("allow")).toBe(allow);
    expect(await bodyOf(response)).toEqual(body);
  });
});

describe("the first thing that is wrong decides: path, method, key, body", () => {
  const broken = { ...json(undefined), body: "{nope" };
  test.each([
    ["path", "/nope", "PUT", {}, 404],
    ["method", "/task/annotation", "PUT", {}, 405],
    ["key", "/task/annotation", "POST", {}, 401],
    ["body", "/task/annotation", "POST", { authorization: `Basic ${btoa("key:")}` }, 400],
  ])("%s", async (_, path, method, headers, status) => {
    const response = await fetch(server.mock.url("scale-v1") + path, {
      method,
      body: broken.body,
      headers: { ...broken.headers, ...headers },
    });

    expect(response.status).toBe(status);
  });
});

test("all violations are in the sl-violations header, in Prism's shape", async () => {
  const response = await call(
    server.mock,
    categorization,
    json({ ...categorizationExample, categories: [], attachment: 1 }),
  );

  expect(JSON.parse(response.headers.get("sl-violations") ?? "")).toEqual([
    {
      location: ["request", "body", "attachment"],
      severity: "Error",
      code: "type",
      message: "attachment is 1, but must be a string.",
    },
    {
      location: ["request", "body", "categories"],
      severity: "Error",
      code: "minItems",
      message: "categories has 0 items, but needs at least 1.",
    },
  ]);
});

describe("an operation without a body does not mind one", () => {
  const without = operationCases.filter(({ requests }) => Object.keys(requests).length === 0);
  test.each(without.filter(({ method }) => method !== "GET"))("$api $operationId", async (operation) => {
    const { headers, body } = form("{nope");

    const response = await call(server.mock, operation, {
      headers: { ...headers, prefer: "code=200" },
      body,
    });

    expect(response.status).toBe(200);
  });
});
