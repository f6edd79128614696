import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LifeCycle, readLifeCycles, type SchemaObject } from "@task-contracts/openapi-model";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { apiIds, readContracts, root } from "../scripts/apis.ts";

const folder = join(root, "lifecycle");
const schema = JSON.parse(readFileSync(join(folder, "task-lifecycle.schema.json"), "utf8")) as object;
const validate = new Ajv2020({ allErrors: true, formats: { regex: true } }).compile(schema);
const contracts = await readContracts();

const declarations = [...contracts].flatMap(([api, { components }]) =>
  Object.values(components?.schemas ?? {}).flatMap((it): [string, Declaration][] => {
    const declaration = (it as SchemaObject)["x-task-lifecycle"] as Declaration | undefined;
    return declaration ? [[api, declaration]] : [];
  }),
);

type Declaration = Record<string, unknown> & { states: object };

test("every mocked API declares one life cycle", () => {
  expect(declarations.map(([api]) => api)).toEqual(apiIds.filter((api) => api !== "mock-control-v1"));
});

test.for(declarations)(
  "the life cycle of %s is valid, for editors and against its contract",
  ([api, declaration]) => {
    validate(declaration);
    expect(validate.errors).toBe(null);
    const contract = contracts.get(api);
    expect(contract && readLifeCycles(contract).problems).toEqual([]);
  },
);

/** What the reader refuses by its shape alone, the JSON Schema refuses too. */
test.for<[string, (declaration: Declaration) => unknown]>([
  ["a member that is not known", (it) => ({ ...it, stats: {} })],
  ["no id", ({ id: _id, ...it }) => it],
  ["a status that is no pointer", (it) => ({ ...it, status: "status" })],
  ["an unknown outcome", (it) => ({ ...it, states: { ...it.states, lost: { outcome: "lost" } } })],
  ["a transition from nowhere", (it) => ({ ...it, transitions: { go: { to: "completed" } } })],
  ["a delay in words", (it) => ({ ...it, transitions: { go: { from: "a", to: "b", after: "1 hour" } } })],
  [
    "a duration that ends early",
    (it) => ({ ...it, transitions: { go: { from: "a", to: "b", after: "P1DT" } } }),
  ],
  ["an empty duration", (it) => ({ ...it, transitions: { go: { from: "a", to: "b", after: "PT" } } })],
  ["months", (it) => ({ ...it, transitions: { go: { from: "a", to: "b", after: "P1M" } } })],
  [
    "a success as `otherwise`",
    (it) => ({ ...it, transitions: { go: { from: "a", to: "b", otherwise: 200 } } }),
  ],
  [
    "an unknown value to set",
    (it) => ({ ...it, transitions: { go: { from: "a", to: "b", set: { "/x": "later" } } } }),
  ],
  ["half a retry", (it) => ({ ...it, callbacks: { done: { on: "complete", retry: { times: 1 } } } })],
  [
    "waits that do not grow",
    (it) => ({ ...it, callbacks: { done: { on: "a", retry: { times: 1, within: "PT1M", growth: 1 } } } }),
  ],
  ["a mode that is a text", (it) => ({ ...it, modes: { live: "live_" } })],
])("%s is refused by the JSON Schema and by the reader", ([, change]) => {
  for (const [api, declaration] of declarations) {
    const changed = change(declaration);
    expect(validate(changed)).toBe(false);
    const contract = structuredClone(contracts.get(api)) as unknown as {
      components: { schemas: Record<string, SchemaObject> };
    };
    const schemas = contract.components.schemas;
    const name = Object.keys(schemas).find((it) => "x-task-lifecycle" in (schemas[it] ?? {})) ?? "";
    schemas[name] = { ...schemas[name], "x-task-lifecycle": changed };
    expect(readLifeCycles(contract as never).problems).not.toEqual([]);
  }
});

test("the example of the page is a valid life cycle that says what the page says", () => {
  const text = readFileSync(join(folder, "README.md"), "utf8");
  const [, yaml = ""] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  const schemas = parse(yaml) as Record<string, SchemaObject>;
  const task: SchemaObject = schemas["Task"] ?? {};
  expect(validate(task["x-task-lifecycle"])).toBe(true);
  const { lifeCycles, problems } = readLifeCycles({
    openapi: "3.1.0",
    info: { title: "Example", version: "1" },
    paths: {
      "/tasks": { post: { callbacks: { taskCompleted: { "{$request.body#/callback_url}": { post: {} } } } } },
      "/tasks/{id}/cancel": { post: { operationId: "cancelTask", responses: { "500": {} } } },
    },
    components: { schemas },
  });
  expect(problems).toEqual([]);
  const [lifeCycle] = lifeCycles as [LifeCycle];
  expect(lifeCycle.transitions.get("cancel")).toMatchObject({ by: ["cancelTask"], otherwise: 500 });
  expect(lifeCycle.callbacks.get("taskCompleted")?.retry).toEqual({
    times: 20,
    within: 86_400_000,
    growth: 1.5,
  });
});
