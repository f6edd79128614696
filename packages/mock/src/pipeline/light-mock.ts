import { left, right } from "fp-ts/lib/Either.js";
import {
  type MediaType,
  type OpenApiDocument,
  type Operation,
  listOperations,
  examplesOf,
  resolve,
  type ResponseObject,
  type Schema,
  type SchemaObject,
} from "@task-contracts/openapi-model";
import { prepareComposer } from "../contract/compose.ts";
import { documentedStatus } from "./documented-status.ts";
import { HttpFailure } from "./http-failure.ts";
import type { CreateMocker } from "./mocker.ts";
import { negotiate } from "./negotiate.ts";
import { withPreference } from "./preferred-response.ts";
import type { PrismConfig, Response } from "./prism.ts";
import { type ExampleNames, statusKey, unknownExample } from "./unknown-example.ts";

/**
 * A `mock` that chooses the same examples as Prism's own, in a hundredth of its size and without Node. In place of random
 * values, it composes the first one that a schema allows.
 */
export const createMocker: CreateMocker = (document, { isNegotiated }) => {
  const operations = new Map(listOperations(document).map((operation) => [operation.id, operation]));
  const namesOf = (responses: Operation["responses"]): ExampleNames =>
    Object.fromEntries(
      Object.entries(responses).map(([status, { content = {} }]) => [
        statusKey(status),
        Object.values(content).flatMap((media) => namedExamples(document, media).map(({ name }) => name)),
      ]),
    );
  return ({ resource: { operationId }, input: { data }, config }) => {
    const operation = operations.get(operationId);
    if (!operation) throw new Error(`The contract has no operation ${operationId}.`);
    const problem = unknownExample(namesOf(operation.responses), config);
    if (problem !== undefined) return () => left(new HttpFailure(400, problem));
    const chosen = chooseResponse(operation, config.code);
    if (!chosen)
      return () => left(new HttpFailure(500, `The contract documents no response of ${operationId}.`));
    const { accept } = isNegotiated && config.code === undefined ? data.headers : {};
    const content = chosen.response.content ?? {};
    const mediaType = chooseMediaType(Object.keys(content), accept);
    if (mediaType === undefined && accept !== undefined && Object.keys(content).length > 0) {
      const offered = Object.keys(content).join(", ");
      return () =>
        left(new HttpFailure(406, `The response is ${offered}, which Accept: ${accept} rules out.`));
    }
    const media = mediaType === undefined ? undefined : content[mediaType];
    const response: Response = {
      statusCode: chosen.status,
      headers: {
        ...headersOf(document, chosen.response),
        ...(mediaType !== undefined && { "content-type": mediaType === "*/*" ? "text/plain" : mediaType }),
        ...(operation.deprecated && { deprecation: "true" }),
      },
      ...(media && { body: bodyOf(document, media, config) }),
    };
    return () => right(withPreference(response, config));
  };
};

interface Chosen {
  readonly status: number;
  readonly response: ResponseObject;
}

/** The response for the requested status, else the lowest success, else the default or any other. */
const chooseResponse = ({ responses }: Operation, code: number | undefined): Chosen | undefined => {
  const byKey = Object.fromEntries(Object.entries(responses).map(([status, it]) => [statusKey(status), it]));
  const statuses = Object.fromEntries(Object.keys(byKey).map((status) => [status, []]));
  const successes = Object.keys(byKey).filter((status) => /^2(?:\d\d|XX)$/.test(status));
  const key =
    (code === undefined ? undefined : documentedStatus(statuses, code)) ??
    successes.toSorted()[0] ??
    (Object.hasOwn(byKey, "default") ? "default" : Object.keys(byKey)[0]);
  const response = key === undefined ? undefined : byKey[key];
  if (key === undefined || response === undefined) return undefined;
  return { status: code ?? (key === "default" ? 200 : Number(key.replace("XX", "00"))), response };
};

/** What the client accepts, else JSON, else the first. */
const chooseMediaType = (offered: readonly string[], accept: string | undefined): string | undefined => {
  if (accept === undefined && offered.includes("*/*")) return "*/*";
  return negotiate(accept ?? "application/json, */*", offered);
};

const bodyOf = (document: OpenApiDocument, media: MediaType, config: PrismConfig["mock"]): unknown => {
  const { dynamic, exampleKey, ignoreExamples = false } = config;
  const [first, ...others] = namedExamples(document, media);
  const named = [first, ...others].find((example) => example?.name === exampleKey);
  const example = named ?? (dynamic ? undefined : first);
  if (media.schema === undefined || (example !== undefined && !ignoreExamples))
    return (example ?? first)?.value;
  return composed(document, media.schema);
};

/** The examples of a media type: that without a name first, which clients call `default`. */
const namedExamples = (
  document: OpenApiDocument,
  media: MediaType,
): readonly { readonly name: string; readonly value: unknown }[] => {
  const schema = typeof media.schema === "object" ? resolve<SchemaObject>(document, media.schema) : {};
  const [listed]: readonly unknown[] = Array.isArray(schema["examples"]) ? schema["examples"] : [];
  const value = media.example ?? listed;
  return [...(value === undefined ? [] : [{ name: "default", value }]), ...examplesOf(document, media)];
};

/** The documented headers, with their examples or composed values. */
const headersOf = (document: OpenApiDocument, { headers = {} }: ResponseObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, described]) => {
      const header = resolve<MediaType>(document, described as MediaType);
      const [example] = namedExamples(document, header);
      const value = example ? example.value : composed(document, header.schema);
      return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    }),
  );

const composed = (document: OpenApiDocument, schema: Schema | undefined): unknown =>
  prepareComposer(document, schema, { isWhole: true })(() => undefined);
