import { isRight } from "fp-ts/lib/Either.js";
import { listOperations, type OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import { contracts } from "../apis/contracts.ts";
import { createMocker as createLightMocker } from "./light-mock.ts";
import type { MockRequest } from "./mock-request.ts";
import type { CreateMocker } from "./mocker.ts";
import { createMocker as createPrismMocker } from "./prism-mock.ts";
import type { PrismConfig } from "./prism.ts";
import { silentLogger } from "./silent-logger.ts";

interface Asked extends Partial<PrismConfig["mock"]> {
  readonly accept?: string;
}

/** What a mock responds to a request for an example. */
const ask = (create: CreateMocker, document: OpenApiDocument, operationId: string, asked: Asked = {}) => {
  const { accept, ...config } = asked;
  const data = { method: "get", path: "/", headers: accept === undefined ? {} : { accept } };
  const resource = { operationId } as never;
  const mock = create(document, { isNegotiated: true });
  const input = { data: data as unknown as MockRequest, validations: [] };
  const found = mock({ resource, input, config: { dynamic: false, ...config } })(silentLogger);
  if (!isRight(found)) return { refused: (found.left as Error & { status?: number }).status };
  const { body, headers = {}, statusCode } = found.right;
  const type = body === undefined ? undefined : (headers["Content-type"] ?? headers["content-type"]);
  return {
    statusCode,
    type,
    body,
    applied: headers["preference-applied"],
    deprecation: headers["deprecation"],
  };
};

/** The whole response, with names of headers in lower case. */
const lightResponse = (document: OpenApiDocument, asked: Asked = {}) =>
  ask(createLightMocker, document, "readThing", asked);

const documentOf = (responses: object): OpenApiDocument =>
  ({
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: { "/things": { get: { operationId: "readThing", responses } } },
  }) as unknown as OpenApiDocument;

test.each(Object.keys(contracts))(
  "chooses the same examples as Prism, for each operation, status and name of %s",
  async (apiId) => {
    const contract = Object.values(contracts).find((it) => it.apiId === apiId);
    const document = await contract?.loadDocument();
    if (!document) throw new Error(`There is no ${apiId}.`);
    const cases = listOperations(document).flatMap(({ id, responses }) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) => {
        const code = Number(status.replace("XX", "18").replace("default", "500"));
        const names = Object.values(content).flatMap(({ examples = {} }) => Object.keys(examples));
        // Values that Prism generates are its own.
        const hasExample = names.length > 0 || Object.values(content).some((it) => it.example !== undefined);
        const plain = hasExample || Object.keys(content).length === 0 ? [{ code }] : [];
        return [
          ...plain,
          ...names.map((exampleKey) => ({ code, exampleKey })),
          { code, exampleKey: "none" },
        ].map((asked) => [id, asked] as const);
      }),
    );
    expect(cases.length).toBeGreaterThan(10);
    for (const [id, asked] of cases) {
      const light = ask(createLightMocker, document, id, asked);
      expect([id, asked, light]).toEqual([id, asked, ask(createPrismMocker, document, id, asked)]);
    }
  },
);

const json = { "application/json": { example: { from: "json" } } };
const csv = { "text/csv": { example: "from,csv" } };

test.each([
  ["the lowest success", { 204: {}, 201: { content: json }, 404: {} }, {}],
  ["a range of successes", { "2XX": { content: json } }, {}],
  ["the default if there is no success", { 404: {}, default: { content: json } }, {}],
  ["any other if there is nothing else", { 404: { content: json } }, {}],
  ["the requested status", { 200: { content: csv }, 404: { content: json } }, { code: 404 }],
  ["a range for the requested status", { 200: {}, "4XX": { content: json } }, { code: 418 }],
  ["the default for the requested status", { 200: {}, default: { content: json } }, { code: 418 }],
  ["JSON, whatever comes first", { 200: { content: { ...csv, ...json } } }, {}],
  ["what the client accepts", { 200: { content: { ...json, ...csv } } }, { accept: "text/csv" }],
  [
    "what it prefers",
    { 200: { content: { ...json, ...csv } } },
    { accept: "application/json;q=0.5, text/*" },
  ],
  ["no status that it rules out", { 200: { content: json } }, { accept: "image/png" }],
])("responds like Prism with %s", (_, responses, asked) => {
  const document = documentOf(responses);
  expect(ask(createLightMocker, document, "readThing", asked)).toEqual(
    ask(createPrismMocker, document, "readThing", asked),
  );
});

test("composes a value where there is no example, or none is wanted", () => {
  const schema = {
    type: "object",
    properties: { name: { type: "string", examples: ["Ada"] }, age: { type: "integer" } },
  };
  const media = { schema, examples: { bob: { value: { name: "Bob" } } } };
  const without = documentOf({ 200: { content: { "application/json": { schema } } } });
  const document = documentOf({ 200: { content: { "application/json": media } } });
  const composed = { name: "Ada", age: 0 };
  expect(lightResponse(without)).toMatchObject({ body: composed });
  expect(lightResponse(document)).toMatchObject({ body: { name: "Bob" } });
  expect(lightResponse(document, { dynamic: true })).toMatchObject({
    body: composed,
    applied: "dynamic=true",
  });
  expect(lightResponse(document, { ignoreExamples: true })).toMatchObject({ body: composed });
});

test("sends the documented headers, with their examples or composed values", () => {
  const headers = {
    location: { schema: { type: "string" }, example: "/things/7" },
    "x-count": { schema: { type: "integer", minimum: 3 } },
  };
  const mock = createLightMocker(documentOf({ 202: { headers } }), { isNegotiated: false });
  const input = { data: { method: "get", headers: {} }, validations: [] };
  const found = mock({ resource: { operationId: "readThing" }, input, config: { dynamic: false } } as never)(
    silentLogger,
  );
  expect(found).toMatchObject({ right: { headers: { location: "/things/7", "x-count": "3" } } });
});
