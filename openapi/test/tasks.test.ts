import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../scripts/apis.ts";

const schemas = join(root, "scale-v1/components/schemas");

const readYaml = (name: string): unknown => parse(readFileSync(join(schemas, `${name}.yaml`), "utf8"));

const { oneOf, discriminator } = readYaml("Task") as {
  oneOf: { $ref: string }[];
  discriminator: { mapping: Record<string, string> };
};

/** The names that schemas have for the types of tasks: `Annotation`, as in AnnotationTask.yaml. */
const types = Object.values(discriminator.mapping).map((file) => file.replace(/Task\.yaml$/, ""));

interface TaskSchema {
  required: string[];
  properties: Record<string, { const?: string; $ref?: string }>;
}

const read = (name: string) => readYaml(name) as TaskSchema;

test("the discriminator knows every type of task by its schema's name", () => {
  expect(Object.values(discriminator.mapping)).toEqual(oneOf.map(({ $ref }) => $ref));
  expect(Object.keys(discriminator.mapping)).toEqual(types.map((type) => type.toLowerCase()));
});

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
