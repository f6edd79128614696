import prism from "@stoplight/prism-http/dist/mocker/index.js";
import type { IHttpOperation } from "@stoplight/types";
import { left, map } from "fp-ts/lib/Either.js";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { HttpFailure } from "./http-failure.ts";
import { toHttpOperations } from "./http-operations.ts";
import { writePreference } from "./preference.ts";
import type { PrismComponents, Response } from "./prism.ts";

/**
 * Prism's `mock`, over the operations of a document. Import this module only when it is needed: it brings Ajv, Faker and
 * an HTTP client.
 */
export const createPrismMock = (document: OpenApiDocument): PrismComponents["mock"] => {
  const operations = toHttpOperations(document);
  return ({ resource: { operationId }, input, config }) => {
    const resource = operations.get(operationId);
    if (!resource) throw new Error(`The bundled contract has no operation ${operationId}. Build it again.`);
    const problem = unknownExample(resource, config);
    if (problem) return () => left(new HttpFailure(400, problem));
    // No headers: these APIs answer in their documented media type whatever the client accepts, and with an `Accept`
    // that does not fit Prism would silently answer `Prefer: code=401` with a 200.
    const data = { method: input.data.method, url: { path: input.data.path } };
    const mock = prism.default({ resource, input: { data, validations: [] }, config });
    const applied = writePreference(config);
    if (applied === "") return mock;
    return (logger) => map((response: Response) => withPreference(response, applied))(mock(logger));
  };
};

/** What RFC 7240 asks for: which preferences were met, and that caches are to keep such a response apart. */
const withPreference = (response: Response, applied: string): Response => ({
  ...response,
  headers: { ...response.headers, "preference-applied": applied, vary: "Prefer" },
});

const unknownExample = (
  { responses }: IHttpOperation,
  { code, exampleKey }: { code?: number; exampleKey?: string },
): string | undefined => {
  if (exampleKey === undefined) return undefined;
  const names = responses
    .filter((response) =>
      code === undefined ? response.code.startsWith("2") : response.code === String(code),
    )
    .flatMap(({ contents = [] }) => contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)));
  if (names.length === 0 || names.includes(exampleKey)) return undefined;
  return `Prefer: example is "${exampleKey}", but the examples of this answer are ${names.join(", ")}.`;
};
