import {
  listOperations,
  type Content,
  type Reference,
  resolve,
  type Schema,
} from "@task-contracts/openapi-model";
import type { Validate } from "@task-contracts/contract-compiler/validate";
import type { BuiltApi } from "./built-apis.ts";

/** An example of a contract, with the schema and the compiled validator of the place where it stands. */
export interface PlacedExample {
  readonly api: BuiltApi;
  readonly title: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly validate: Validate<unknown>;
}

/**
 * Lists the examples of all request bodies, answers and callbacks.
 *
 * @example
 * test.for(bodyExamples(api))("$title is valid", ({ value, validate }) => …);
 */
export function bodyExamples(api: BuiltApi): PlacedExample[] {
  return listOperations(api.contract).flatMap(({ id, requestBody, responses, callbacks }) => {
    const answers = Object.entries(responses).flatMap(([status, { content }]) =>
      placeAll(api, `the ${status} answer to ${id}`, content, api.response[id]?.[status]),
    );
    const calls = callbacks.flatMap(({ name, requestBody: body }) =>
      placeAll(api, `the callback ${name} of ${id}`, body?.content, api.callback[id]?.[name]),
    );
    return placeAll(api, `the body of ${id}`, requestBody?.content, api.request[id]?.body).concat(
      answers,
      calls,
    );
  });
}

function placeAll(
  api: BuiltApi,
  place: string,
  content: Content | undefined,
  validators: Readonly<Record<string, Validate<unknown>>> | undefined,
): PlacedExample[] {
  return Object.entries(content ?? {}).flatMap(([mediaType, { schema = true, example, examples = {} }]) => {
    const validate = validators?.[mediaType];
    if (!validate) throw new Error(`${api.id} has no validator for ${place} as ${mediaType}.`);
    const named = Object.entries(examples).map(([name, reference]): [string, unknown] => [
      name,
      resolve<{ value?: unknown }>(api.contract, reference as Reference).value,
    ]);
    const all = example === undefined ? named : [["the example", example] as const, ...named];
    return all.map(([name, value]) => ({
      api,
      title: `${name}, ${place} as ${mediaType} (${api.id})`,
      schema,
      value,
      validate,
    }));
  });
}
