import { describe, expect } from "vitest";
import {
  BadRequestError,
  InternalServerError,
  NotFoundError,
  StatusError,
  type TaskApiError,
  TaskTypeNotEnabledError,
  TooManyRequestsError,
  UnauthorizedError,
  createScaleClient,
  isBadRequestError,
  isInternalServerError,
  isNotFoundError,
  isStatusError,
  isTaskApiError,
  isTaskTypeNotEnabledError,
  isTooManyRequestsError,
  isUnauthorizedError,
} from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";

describe("each documented status has a class of its own", () => {
  test.for([
    [400, BadRequestError, isBadRequestError],
    [401, UnauthorizedError, isUnauthorizedError],
    [402, TaskTypeNotEnabledError, isTaskTypeNotEnabledError],
    [429, TooManyRequestsError, isTooManyRequestsError],
    [500, InternalServerError, isInternalServerError],
  ] as const)(
    "%i of a create call is a %o",
    async ([status, StatusClass, guard], { mock, apiKey, account }) => {
      await account.addFault({ target: "request", operation: "createCategorizationTask", status });
      const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
      const error: unknown = await scale
        .createCategorizationTask(categorization)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StatusClass);
      expect([isTaskApiError, isStatusError, guard].map((is) => is(error))).toEqual([true, true, true]);
      expect(error).toMatchObject({
        name: StatusClass.name,
        status,
        operationId: "createCategorizationTask",
        body: { status_code: status, error: expect.any(String) as string },
      });
    },
  );

  test("404 of a task that there is not", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
    const error: unknown = await scale.getTask("5f2b8c1e9d3a47006b1e8f20").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(isNotFoundError(error)).toBe(true);
    expect(error).toMatchObject({ code: "not_found", status: 404, operationId: "getTask" });
    expect((error as Error).message).toMatch(
      /^getTask failed with status 404: There is no task .*\. Check the id, /,
    );
  });

  test("500 of a task that can no longer be canceled", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "in-response" });
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      callbackUrl: "http://127.0.0.1:9/",
    });
    const { task_id } = await scale.createCategorizationTask(categorization);
    await expect(scale.cancelTask(task_id)).rejects.toThrow(InternalServerError);
    expect(await account.requests({ operation: "cancelTask" })).toHaveLength(1);
  });

  test("400 says what is wrong", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
    // @ts-expect-error the type of the attachment is not one of those that there are
    const call = scale.createCategorizationTask({ ...categorization, attachment_type: "poem" });
    await expect(call).rejects.toThrow(/attachment_type/);
  });
});

test("Every other status is a StatusError.", async ({ mock, apiKey, account }) => {
  await account.addFault({ target: "request", operation: "cancelTask", status: 503, retryAfter: 7 });
  const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
  const error: unknown = await scale.cancelTask("5f2b").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "StatusError", code: "status", status: 503, retryAfterMs: 7000 });
  expect(error).not.toBeInstanceOf(InternalServerError);
});

test("An error has the id that the service gave the request.", async ({ serve, apiKey }) => {
  const { url } = await serve((_, response) => {
    response.writeHead(404, { "content-type": "application/json", "x-request-id": "req_71" });
    response.end('{"status_code":404,"error":"None."}');
  });
  const scale = createScaleClient({ apiKey, baseUrl: url });
  await expect(scale.getTask("5f2b")).rejects.toMatchObject({ requestId: "req_71" });
});

test("An error without a body says so.", async ({ serve, apiKey }) => {
  const { url } = await serve((_, response) => response.writeHead(400).end());
  const scale = createScaleClient({ apiKey, baseUrl: url });
  await expect(scale.getTask("5f2b")).rejects.toThrow("getTask failed with status 400: no body.");
});

test("A long body is cut in the message, but not in the error.", async ({ serve, apiKey }) => {
  const text = "long ".repeat(100);
  const { url } = await serve((_, response) =>
    response.writeHead(400, { "content-type": "text/plain" }).end(text),
  );
  const error: unknown = await createScaleClient({ apiKey, baseUrl: url })
    .getTask("5f2b")
    .catch((reason: unknown) => reason);
  expect((error as TaskApiError).message.length).toBeLessThan(300);
  expect((error as TaskApiError).body).toBe(text);
});

test("What is no error of a client is none to the guards.", () => {
  expect([new Error("other"), undefined, "text", { name: "NotFoundError" }].map(isTaskApiError)).toEqual(
    Array<boolean>(4).fill(false),
  );
  expect(isNotFoundError(new StatusError({ operationId: "getTask", status: 404 }))).toBe(false);
});
