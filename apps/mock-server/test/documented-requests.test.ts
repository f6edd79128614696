import { describe, expect, test } from "vitest";
import { apiIds } from "@task-contracts/mock/apis/api-ids";
import { contracts } from "@task-contracts/mock/apis/contracts";
import { bodyOf, call, form, json } from "./support/call.ts";
import { operationCases } from "./support/contract-cases.ts";
import { encodeForm } from "./support/encode-form.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

/** Per documented request: without a body, or the same body in both encodings. */
const requests = operationCases.flatMap((operation) => {
  const bodies = Object.entries(operation.requests);
  if (bodies.length === 0)
    return [{ ...operation, encoding: "nothing", request: "at all", init: { headers: {} } }];
  return bodies.flatMap(([request, body]) => [
    { ...operation, encoding: "JSON", request, init: json(body) },
    { ...operation, encoding: "form", request, init: form(encodeForm(body as object)) },
  ]);
});

describe("every documented request gets a documented success of the example mock", () => {
  test.each(requests)("$api $operationId with $encoding: $request", async ({ init, ...request }) => {
    const response = await call(server.mock, request, {
      ...init,
      headers: { ...init.headers, prefer: "code=200" },
    });

    expect(response.headers.get("sl-violations")).toBeNull();
    expect(response.status).toBe(200);
    const documented = Object.values(request.responses["200"] ?? {});
    expect(documented.length > 0 ? documented : [""]).toContainEqual(await bodyOf(response));
  });
});

test("no operation goes untested", () => {
  const tested = apiIds.map((id) => [
    id,
    requests.filter(({ api }) => api === id).map(({ operationId }) => operationId),
  ]);
  const described = apiIds.map((id) => [id, Object.keys(contracts[id].operations)]);
  expect(tested.map(([id, ids]) => [id, [...new Set(ids)]])).toEqual(described);
});
