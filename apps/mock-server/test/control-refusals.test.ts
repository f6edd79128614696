import { describe, expect, onTestFinished } from "vitest";
import { controlContract } from "@task-contracts/mock/control/contract";
import { startMockServer } from "../src/index.ts";
import { controlOperations, type Schema } from "./support/contract-operations.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

const { operations } = controlContract;

/** All operations, with a path that fits, and what the contract says about their account. */
const cases = controlOperations.map(({ operationId, method, path, parameters, body }) => {
  const account = parameters.find(({ name, in: place }) => name === "account" && place === "query");
  const line = `${method.toUpperCase()} /_mock${path.replaceAll(/\{\w+\}/g, "x")}`;
  return { operationId, method, line, account, body, required: account?.required ? "?account=a&" : "?" };
});

const withBody = cases.filter(({ body }) => body !== undefined);

describe("a query parameter that an operation does not know is refused", () => {
  test.for(cases)("$operationId", async ({ line, required }, { mock }) => {
    const { status, body } = await send(mock, `${line}${required}nonsense=1`);
    expect({ status, body }).toMatchObject({ status: 400 });
    expect(body["error"]).toMatch(/^nonsense is not a parameter of this operation\. It takes \S+/);
  });

  test.for(cases.filter(({ account }) => account))(
    "$operationId, with the name that was meant",
    async ({ line }, { mock }) => {
      const { status, body } = await send(mock, `${line}?acount=a`);
      expect({ status, body }).toMatchObject({ status: 400 });
      expect(body["error"]).toContain("acount is not a parameter of this operation. Did you mean account?");
    },
  );
});

describe("a change of all accounts must be spelled out", () => {
  const changes = cases.filter(({ method, account }) => method !== "get" && account);

  test.for(changes.filter(({ account }) => account?.required))(
    "$operationId says how when no account is named",
    async ({ operationId, line }, { mock }) => {
      const { status, body } = await send(mock, line);
      expect({ status, body }).toMatchObject({ status: 400 });
      expect(body["error"]).toContain("account is missing, but required. Add ?account=KEY");
      if (operationId !== "createDataflowkitTask") expect(body["error"]).toContain("?account=* for all");
    },
  );

  test("all that change something are asked, but those that name one task in their path", () => {
    const optional = changes.filter(({ account }) => !account?.required).map(({ line }) => line);
    expect(optional).toEqual([
      "POST /_mock/tasks/x/complete",
      "POST /_mock/tasks/x/cancel",
      "POST /_mock/tasks/x/review",
    ]);
  });

  test("a misspelt account resets no one", async ({ mock, apiKey }) => {
    const id = await createTask(mock, apiKey);
    expect((await send(mock, `POST /_mock/reset?acount=${newKey()}`)).status).toBe(400);
    expect((await send(mock, `POST /_mock/reset?account=&Account=${newKey()}`)).status).toBe(400);
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).status).toBe(200);
  });

  test("a task belongs to one account", async ({ mock }) => {
    const json = { kind: "extraction" };
    const { status, body } = await send(mock, "POST /_mock/dataflowkit-tasks?account=*", { json });
    expect({ status, body }).toMatchObject({ status: 400 });
    expect(body["error"]).toBe("account is *, but a task belongs to one account. Send its API key.");
  });
});

test("reads take account=* for all accounts", async ({ mock, apiKey }) => {
  await createTask(mock, apiKey);
  for (const path of ["settings", "clock", "faults", "deliveries"]) {
    const [all, stars] = [
      await send(mock, `GET /_mock/${path}`),
      await send(mock, `GET /_mock/${path}?account=*`),
    ];
    expect(stars.status).toBe(200);
    if (path !== "clock") expect(stars.body).toEqual(all.body);
  }
  const { body } = await send(mock, "GET /_mock/requests?account=*");
  expect(body).toContainEqual(expect.objectContaining({ account: apiKey }));
});

/** The objects that a body can be. */
const shapesOf = (schema: Schema): readonly Schema[] => schema.oneOf ?? [schema];

describe("a property that an operation does not know is refused, with the name that was meant", () => {
  const misspelt = withBody.flatMap(({ operationId, line, required, body = {} }) =>
    shapesOf(body).flatMap(({ properties = {}, required: needed = [] }) => {
      const tags = Object.entries(properties).flatMap(([name, { const: value }]) =>
        value === undefined ? [] : [[name, value]],
      );
      return Object.keys(properties)
        .filter((name) => properties[name]?.const === undefined)
        .map((name) => ({
          operationId,
          line: line + required,
          name,
          value: { ...Object.fromEntries(tags), [`${name}x`]: "1" },
          needed,
        }));
    }),
  );

  test.for(misspelt)("$operationId $name", async ({ line, name, value }, { mock }) => {
    for (const sending of [{ json: value }, { form: value }]) {
      const { status, body } = await send(mock, line, sending);
      expect({ status, body }).toMatchObject({ status: 400 });
      expect(body["error"]).toContain(`${name}x is not known here. Did you mean ${name}?`);
    }
  });
});

describe("a body that an operation has no use for is refused, as parameters in it would have no effect", () => {
  test.for(cases.filter(({ method, body }) => method !== "get" && !body))(
    "$operationId",
    async ({ line, required }, { mock }) => {
      const { status, body } = await send(mock, line + required, { form: { account: "a" } });
      expect({ status, body }).toMatchObject({ status: 400 });
      expect(body["error"]).toContain("takes no body. Send parameters in the query.");
    },
  );

  test("except for an empty object, which some clients always send", async ({ mock, apiKey }) => {
    const { status } = await send(mock, `POST /_mock/clock/freeze?account=${apiKey}`, { json: {} });
    expect(status).toBe(200);
  });
});

describe("a body that cannot be read is refused as documented", () => {
  test.for(withBody)("$operationId", async ({ operationId, line, required }, { mock }) => {
    const [method = "", path = ""] = `${line}${required}`.split(" ");
    // Its body may be as large as all snapshots.
    const server =
      operationId === "importSnapshot" ? await startMockServer({ limits: { snapshotBytes: 1000 } }) : mock;
    if (server !== mock) onTestFinished(() => server.close());
    const post = (type: string, body: string): Promise<Response> =>
      fetch(server.url() + path, { method, body, headers: { "content-type": type } });
    for (const [type, body, expected] of [
      ["text/xml", "<hours>1</hours>", 415],
      ["application/json", JSON.stringify("x".repeat(2 ** 20)), 413],
    ] as const) {
      const response = await post(type, body);
      const { error } = (await response.json()) as { error: string };
      expect({ error, status: response.status }).toMatchObject({ status: expected });
      expect(response.headers.get("sl-violations")).not.toContain('"response"');
      expect(Object.keys(operations[operationId]?.responses ?? {})).toContain(String(expected));
    }
  });
});

describe("bodies may be JSON or forms", () => {
  test("every operation with a body takes both", () => {
    const types = withBody.map(({ operationId }) => operations[operationId]?.requestMediaTypes);
    for (const each of types) expect(each).toEqual(["application/json", "application/x-www-form-urlencoded"]);
  });

  test.for([
    [
      "PATCH /settings",
      { completionDelayMs: 7, disabledTaskTypes: ["annotation", "comparison"], checkAttachments: true },
    ],
    ["POST /faults", { target: "request", status: 429, retryAfter: 1, times: 1, drop: false }],
    ["POST /faults", { target: "delivery", kind: "delay", delayMs: 5, times: 2 }],
    ["POST /dataflowkit-tasks", { kind: "extraction", payload: { format: "csv" } }],
  ] as const)("%s means the same in both: %j", async ([line, value], { mock, apiKey }) => {
    const path = `${line.replace(" /", " /_mock/")}?account=${apiKey}`;
    const json = await send(mock, path, { json: value });
    const form = await send(mock, path, { form: value });
    expect(json.status).toBe(200);
    const { faultId: _fault, taskId: _task, ...expected } = json.body;
    expect(form).toMatchObject({ status: 200, body: expected });
    await send(mock, `DELETE /_mock/faults?account=${apiKey}`);
  });

  test("a task is completed and reviewed by forms", async ({ mock }) => {
    const key = newKey("live");
    const id = await createTask(mock, key);
    const form = { response: { category: "damage" } };
    expect((await send(mock, `POST /_mock/tasks/${id}/complete`, { form })).status).toBe(200);
    const { status } = await send(mock, `POST /_mock/tasks/${id}/review`, { form: { status: "accepted" } });
    expect(status).toBe(200);
    const { body } = await send(mock, `GET /scale-v1/task/${id}`, { key });
    expect(body["response"]).toEqual({ category: "damage" });
  });
});

describe("a clock is advanced by what the query and the body say", () => {
  test.for([
    ["&hours=24", {}, 86_400_000],
    ["", { form: { hours: "1" } }, 3_600_000],
    ["", { json: { minutes: 1.5 } }, 90_000],
    ["&days=1&seconds=0.5", {}, 86_400_500],
    ["&hours=1", { json: { minutes: 1 } }, 3_660_000],
  ] as const)("%s %j", async ([query, sending, expected], { mock, account, apiKey }) => {
    const { now } = await account.clock.freeze();
    const { status, body } = await send(mock, `POST /_mock/clock/advance?account=${apiKey}${query}`, sending);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(Date.parse(String(body["now"])) - Date.parse(now)).toBe(expected);
    await account.clock.resume();
  });

  test("JSON without its Content-Type is distinguished from a form", async ({ mock, apiKey }) => {
    const response = await fetch(`${mock.url()}/_mock/clock/advance?account=${apiKey}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: '{"hours": 1, "days": [2]}',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: expect.stringMatching(/^The body is JSON, .* Add the header Content-Type: application\/json\.$/),
    });
  });

  test("one of them must say something", async ({ mock, apiKey }) => {
    const { status, body } = await send(mock, `POST /_mock/clock/advance?account=${apiKey}`);
    expect({ status, body }).toMatchObject({ status: 400 });
    expect(body["error"]).toContain("How far to advance is missing. Add ?hours=24");
  });
});

describe("a fault that would have no effect is refused, with what would have one", () => {
  test.for([
    [{ target: "request" }, "The fault has no effect. Add status"],
    [{ target: "request", operation: "getTask", times: 3 }, "The fault has no effect. Add status"],
    [{ target: "request", drop: false, delayMs: 0 }, "The fault has no effect. Add status"],
    [{ target: "request", status: 503, drop: true }, "status is 503, but drop closes the connection"],
    [{ target: "request", delayMs: 5, retryAfter: 1 }, "retryAfter is 1, but only the response of a status"],
    [{ target: "request", operation: "getTsk", drop: true }, "Did you mean getTask?"],
    [{ target: "delivery", kind: "delay" }, "The fault has no effect. Add delayMs above 0"],
    [{ target: "delivery", kind: "delay", delayMs: 0 }, "The fault has no effect. Add delayMs above 0"],
    [
      { target: "delivery", kind: "duplicate", delayMs: 5 },
      "delayMs is 5, but only faults of the kind delay",
    ],
  ] as const)("%j", async ([fault, says], { mock, apiKey, account }) => {
    const { status, body } = await send(mock, `POST /_mock/faults?account=${apiKey}`, { json: fault });
    expect({ status, body }).toMatchObject({ status: 400 });
    expect(body["error"]).toContain(says);
    await expect(account.addFault(fault)).rejects.toThrow(says);
    expect((await send(mock, `GET /_mock/faults?account=${apiKey}`)).body).toEqual([]);
  });
});

describe("a Prefer header never replaces what an operation of the control API does", () => {
  test.for(["return=minimal", "code=204", "example=frozenClock", "dynamic=true"])(
    "%s",
    async (prefer, { mock, apiKey, account }) => {
      await createTask(mock, apiKey);
      const headers = { prefer };
      const frozen = await send(mock, `POST /_mock/clock/freeze?account=${apiKey}`, { headers });
      expect(frozen).toMatchObject({ status: 200, body: await account.clock.now() });
      const warning = frozen.headers.get("sl-violations");
      if (prefer === "return=minimal") expect(warning).toBeNull();
      else expect(warning).toContain("Prefer was ignored");
      expect((await send(mock, `POST /_mock/reset?account=${apiKey}`, { headers })).status).toBe(204);
      expect((await send(mock, "GET /scale-v1/tasks", { key: apiKey })).body["docs"]).toEqual([]);
    },
  );
});
