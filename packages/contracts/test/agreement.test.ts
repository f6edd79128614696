import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { Schema } from "@task-contracts/openapi-model";
import { builtApis, type BuiltApi } from "./built-apis.ts";
import { bodyExamples, type PlacedExample } from "./examples.ts";
import { replaceAt, walkExample } from "./walk-example.ts";

/** Values of every type, and some that are almost right. */
const others = [null, true, -1, 0.5, 7, "", "7", "2026-02-30", "http://a b", [], ["x"], {}, { error: "x" }];

/** Ajv as it comes, given the bundle as it is. */
function plainAjv({ contract }: BuiltApi): (schema: Schema) => ValidateFunction {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  ajv.addFormat("commonmark", true).addSchema({ $id: "bundle:", components: contract.components });
  return (schema) =>
    ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"bundle:#/components')) as object,
    );
}

/** The example, and the example with each of its parts taken out and replaced by something else. */
function variants({ api, schema, value }: PlacedExample): unknown[] {
  const paths = new Set(walkExample(api, schema, value).map(({ path }) => JSON.stringify(path)));
  const spoilt = [...paths].flatMap((path) =>
    [undefined, ...others].map((other) => replaceAt(value, JSON.parse(path) as string[], other)),
  );
  return [value, ...spoilt];
}

describe.for(builtApis)("the validators of what $id sends", (api) => {
  const plain = plainAjv(api);
  const sent = bodyExamples(api).filter(({ title }) => /answer|callback.+json/.test(title));

  test.for(sent)("agree with a plain Ajv about $title and its variants", (example) => {
    const oracle = plain(example.schema);
    const disputed = variants(example).filter((value) => example.validate(value) !== oracle(value));
    expect(disputed).toEqual([]);
  });
});
