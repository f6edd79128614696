import prism from "@stoplight/prism-http/dist/mocker/index.js";
import type { IHttpOperation } from "@stoplight/types";
import { left, map } from "fp-ts/lib/Either.js";
import type { OpenApiDocument, Schema } from "@task-contracts/openapi-model";
import { prepareComposer } from "../contract/compose.ts";
import { HttpFailure } from "./http-failure.ts";
import { toHttpOperations } from "./http-operations.ts";
import type { CreateMocker } from "./mocker.ts";
import { withPreference } from "./preferred-response.ts";
import { weightOf } from "./schema-weight.ts";
import type { Response } from "./prism.ts";
import { type ExampleNames, statusKey, unknownExample } from "./unknown-example.ts";

/**
 * Prism's `mock`, for the operations of a document. Import this module only when it is needed: it loads Ajv, Faker and
 * an HTTP client.
 */
export const createMocker: CreateMocker = (document, { isNegotiated }) => {
  const operations = toHttpOperations(document);
  /** Whether operations were too heavy, once that is known. */
  const lightened = new Map<IHttpOperation, boolean>();
  return ({ resource: { operationId }, input, config }) => {
    const resource = operations.get(operationId);
    if (!resource) throw new Error(`The bundled contract has no operation ${operationId}. Build it again.`);
    const problem = unknownExample(namesOf(resource), config);
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
    return (logger) => map((response: Response) => withPreference(response, config))(mock(logger));
  };
};

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

/** The examples that a client can name. */
const namesOf = ({ responses }: IHttpOperation): ExampleNames =>
  Object.fromEntries(
    responses.map(({ code, contents = [] }) => [
      statusKey(code),
      contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)),
    ]),
  );
