import { buildOperationTable } from "@task-contracts/contract-compiler/operation-table";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import { createWriteError, type WriteError } from "./error-response.ts";

const json = (schema: object): object => ({ description: "", content: { "application/json": { schema } } });

const coded = json({
  type: "object",
  required: ["code", "message"],
  properties: {
    code: { type: "string", enum: ["invalid_request", "not_found"] },
    message: { type: "string" },
  },
});
const nested = json({
  type: "object",
  required: ["error"],
  properties: {
    error: { type: "object", properties: { status: { type: "integer" }, detail: { type: "string" } } },
  },
});
const text = { description: "", content: { "text/plain": { schema: { type: "string" } } } };
const success = json({});

/** What an operation says of a problem, of a contract of which that is the last one. */
const written = (...responses: readonly object[]): ReturnType<WriteError> => {
  const paths = Object.fromEntries(
    responses.map((each, index) => [`/${index}`, { get: { operationId: `get${index}`, responses: each } }]),
  );
  const contract = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    paths,
  } as unknown as OpenApiDocument;
  const operations = buildOperationTable({ id: "own", contract, isForeign: true });
  const operation = operations[`get${responses.length - 1}`];
  if (!operation) throw new Error("There is no such operation.");
  return createWriteError(operations, contract)(operation, { status: 404, message: "There is no lamp 7." });
};

const type = "application/json";
const inCoded = { code: "not_found", message: "There is no lamp 7." };
const inNested = { error: { status: 404, detail: "There is no lamp 7." } };

test.each<[string, readonly object[], string, unknown]>([
  ["as it is documented", [{ 200: success, 404: coded, 500: nested }], type, inCoded],
  ["as its range is documented", [{ 200: success, "4XX": coded, 500: nested }], type, inCoded],
  ["as any status is", [{ 200: success, default: nested }], type, inNested],
  ["as another error of the operation", [{ 200: success, 500: nested }], type, inNested],
  [
    "as the same error of another operation",
    [{ 400: nested }, { 404: coded }, { 200: success }],
    type,
    inCoded,
  ],
  ["as any error of another operation", [{ 400: nested }, { 200: success }], type, inNested],
  ["as text", [{ 404: text }], "text/plain", "There is no lamp 7."],
  [
    "as problem details where what describes any status cannot say what is wrong",
    [{ default: json({ type: "object", properties: { lamps: { type: "array" } } }) }],
    "application/problem+json",
    { type: "about:blank", title: "Not Found", status: 404, detail: "There is no lamp 7." },
  ],
  [
    "as problem details where nothing is documented",
    [{ 200: success }, { 200: success }],
    "application/problem+json",
    { type: "about:blank", title: "Not Found", status: 404, detail: "There is no lamp 7." },
  ],
])("an error is written %s", (_, responses, mediaType, body) => {
  expect(written(...responses)).toEqual({
    statusCode: 404,
    headers: { "content-type": mediaType },
    body,
  });
});
