import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../scripts/apis.ts";

const types = [
  "Categorization",
  "Comparison",
  "Datacollection",
  "Annotation",
  "Transcription",
  "Audiotranscription",
];
const schemas = join(root, "scale-v1/components/schemas");

interface TaskSchema {
  required: string[];
  properties: Record<string, { const?: string; $ref?: string }>;
}

const read = (name: string) => parse(readFileSync(join(schemas, `${name}.yaml`), "utf8")) as TaskSchema;

test.for(types)("a %s task has what all tasks have in common", (type) => {
  const { type: ownType, params, response, ...common } = read(`${type}Task`).properties;
  const {
    type: _type,
    params: _params,
    response: _response,
    ...expected
  } = read("CategorizationTask").properties;
  expect(common).toEqual(expected);
  expect(read(`${type}Task`).required).toEqual(read("CategorizationTask").required);
  expect(ownType?.const).toBe(type.toLowerCase());
  expect(params?.$ref).toBe(`${type}Params.yaml`);
  expect(response?.$ref).toBe(`${type}Response.yaml`);
});

test.for(types)("everything that a %s request may say is stored in the task", (type) => {
  const stored = { ...read(`${type}Task`).properties, ...read(`${type}Params`).properties };
  expect(Object.keys(stored)).toEqual(expect.arrayContaining(Object.keys(read(`${type}Request`).properties)));
});
