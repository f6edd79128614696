import prism from "@stoplight/prism-http/dist/mocker/index.js";
import type { IHttpOperation } from "@stoplight/types";
import { left, map } from "fp-ts/lib/Either.js";
import type { OpenApiDocument, Schema } from "@task-contracts/openapi-model";
import { prepareComposer } from "../contract/compose.ts";
import { documentedStatus } from "./documented-status.ts";
import { HttpFailure } from "./http-failure.ts";
import { toHttpOperations } from "./http-operations.ts";
import { writePreference } from "./preference.ts";
import { weightOf } from "./schema-weight.ts";
import type { PrismComponents, Response } from "./prism.ts";

/**
 * Prism's `mock`, for the operations of a document. Import this module only when it is needed: it loads Ajv, Faker and
 * an HTTP client.
 *
 * @param options.isNegotiated Whether clients choose the media type. The APIs that come with the mock have one whatever a
 * client accepts.
 */
export const createPrismMock = (
  document: OpenApiDocument,
  { isNegotiated }: { readonly isNegotiated: boolean },
): PrismComponents["mock"] => {
  const operations = toHttpOperations(document);
  /** Whether operations were too heavy, once that is known. */
  const lightened = new Map<IHttpOperation, boolean>();
  return ({ resource: { operationId }, input, config }) => {
    const resource = operations.get(operationId);
    if (!resource) throw new Error(`The bundled contract has no operation ${operationId}. Build it again.`);
    const problem = unknownExample(resource, config);
    if (problem) return () => left(new HttpFailure(400, problem));
    // With an `Accept` that does not match, Prism would silently respond to `Prefer: code=401` with a 200.
    const { accept } = isNegotiated && config.code === undefined ? input.data.headers : {};
    const data = {
      method: input.data.method,
      url: { path: input.data.path },
      ...(accept !== undefined && { headers: { accept } }),
    };
    const isHeavy = lightened.get(resource) ?? lighten(document, resource);
    lightened.set(resource, isHeavy);
    if (isHeavy) config.dynamic = false;
    const mock = prism.default({ resource, input: { data, validations: [] }, config });
    const applied = writePreference(config);
    if (applied === "") return mock;
    return (logger) => map((response: Response) => withPreference(response, applied))(mock(logger));
  };
};

/** Required by RFC 7240: which preferences were applied, and that caches must store such a response separately. */
const withPreference = (response: Response, applied: string): Response => ({
  ...response,
  headers: { ...response.headers, "preference-applied": applied, vary: "Prefer" },
});

/** How many values a response may have that is generated. */
const HEAVIEST = 20_000;

/**
 * Gives an example to responses that would take the server for minutes to generate, in place.
 *
 * @returns Whether there was one.
 */
const lighten = (document: OpenApiDocument, { responses }: IHttpOperation): boolean => {
  let isHeavy = false;
  for (const { contents = [] } of responses) {
    for (const content of contents) {
      if (weightOf(content.schema) <= HEAVIEST) continue;
      isHeavy = true;
      if ((content.examples ?? []).length > 0) continue;
      const value = prepareComposer(document, content.schema as unknown as Schema, { isWhole: true })(
        () => undefined,
      );
      content.examples = [{ id: "composed", key: "composed", value }];
    }
  }
  return isHeavy;
};

const unknownExample = (
  { responses }: IHttpOperation,
  { code, exampleKey }: { code?: number; exampleKey?: string },
): string | undefined => {
  if (exampleKey === undefined) return undefined;
  const names = chosen(responses, code).flatMap(({ contents = [] }) =>
    contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)),
  );
  if (names.includes(exampleKey)) return undefined;
  if (names.length === 0)
    return `Prefer: example is "${exampleKey}", but this response has no examples with names.`;
  return `Prefer: example is "${exampleKey}", but the examples of this response are ${names.join(", ")}.`;
};

/** The responses for a status: all successes, unless one is requested. */
const chosen = (
  responses: IHttpOperation["responses"],
  code: number | undefined,
): IHttpOperation["responses"] => {
  if (code === undefined) {
    const successes = responses.filter((response) => response.code.startsWith("2"));
    return successes.length > 0 ? successes : responses;
  }
  const documented = documentedStatus(Object.fromEntries(responses.map((it) => [keyOf(it), []])), code);
  return responses.filter((response) => keyOf(response) === documented);
};

/** Ranges are written `4XX` or `4xx`. */
const keyOf = ({ code }: { readonly code: string }): string => code.replace(/xx$/i, "XX");
