import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runRedocly } from "@task-contracts/openapi-model/redocly";
import { parse, stringify } from "yaml";
import { root } from "../scripts/apis.ts";
import { unreferencedFiles } from "../scripts/unreferenced-files.ts";

let folder: string;

/** For each defect the rules that its contract breaks. All contracts are linted in one run, which saves seconds. */
const rulesBroken = new Map<string, string[]>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "contract-"));
  const copies = cases.map(({ file, change }) => broken(file, change));
  const files = copies.map((copy) => join(copy, "openapi.yaml"));
  const { stdout } = await runRedocly(
    ["lint", ...files, "--format=json", "--max-problems=1000"],
    dirname(root),
  );
  // Redocly prints one document for each contract, one after the other.
  const reports = stdout
    .split(/(?<=^\})(?=\{)/m)
    .map((report) => JSON.parse(report) as { problems: { ruleId: string }[] });
  cases.forEach(({ defect }, index) => {
    rulesBroken.set(defect, reports[index]?.problems.map(({ ruleId }) => ruleId) ?? []);
  });
  // All contracts at once: on a busy machine that takes longer than hooks usually may.
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

// oxlint-disable-next-line typescript/no-explicit-any -- a contract that is about to be broken has no type
type Yaml = any;

/** Copies a contract, breaks one file of the copy, and returns where the copy is. */
function broken(file: string, change: (content: Yaml) => void): string {
  const copy = mkdtempSync(join(folder, "api-"));
  cpSync(join(root, "scale-v1"), copy, { recursive: true });
  const path = join(copy, file);
  const content: unknown = parse(readFileSync(path, "utf8"));
  change(content);
  writeFileSync(path, stringify(content));
  return copy;
}

interface Case {
  defect: string;
  rule: string;
  file: string;
  change: (content: Yaml) => void;
}

const path = "paths/task_{task_id}.yaml";
const cases: Case[] = [
  {
    defect: "a path in a file of another name",
    rule: "conventions/path-files",
    file: "openapi.yaml",
    change: (it) => (it.paths["/jobs"] = { $ref: "paths/tasks.yaml" }),
  },
  {
    defect: "a body without a named schema",
    rule: "conventions/component-refs",
    file: path,
    change: (it) => (it.get.responses[200].content["application/json"].schema = { type: "object" }),
  },
  {
    defect: "a parameter described inline",
    rule: "conventions/component-refs",
    file: path,
    change: (it) =>
      it.parameters.push({ name: "q", in: "query", description: "It.", schema: { type: "string" } }),
  },
  {
    defect: "a response without an example",
    rule: "conventions/named-examples",
    file: path,
    change: (it) => (it.get.responses[200].content["application/json"].examples = {}),
  },
  {
    defect: "an example without a summary",
    rule: "conventions/named-examples",
    file: "components/examples/UnknownTaskError.yaml",
    change: (it) => delete it.summary,
  },
  {
    defect: "an error that is not shared",
    rule: "conventions/shared-errors",
    file: path,
    change: (it) => (it.get.responses[404] = { description: "Gone." }),
  },
  {
    defect: "a required property that is described nowhere",
    rule: "conventions/required-properties",
    file: "components/schemas/AnnotationResponse.yaml",
    change: (it) => (it.else.required = ["boxes"]),
  },
  {
    defect: "a choice of properties that generators make unknown of",
    rule: "conventions/tagged-unions",
    file: "components/schemas/ComparisonRequest.yaml",
    change: (it) => (it.anyOf = [{ required: ["choices"] }, { required: ["fields"] }]),
  },
  {
    defect: "a union without a discriminator",
    rule: "conventions/tagged-unions",
    file: "components/schemas/Task.yaml",
    change: (it) => delete it.discriminator,
  },
  {
    defect: "an operationId of another form",
    rule: "rule/operation-id-form",
    file: path,
    change: (it) => (it.get.operationId = "task_get"),
  },
  {
    defect: "an operation with two tags",
    rule: "rule/one-tag",
    file: path,
    change: (it) => it.get.tags.push("Create tasks"),
  },
  {
    defect: "a summary that is a sentence",
    rule: "rule/short-summary",
    file: path,
    change: (it) => (it.get.summary = "Gets a task."),
  },
  {
    defect: "an operation without a description",
    rule: "operation-description",
    file: path,
    change: (it) => delete it.get.description,
  },
  {
    defect: "an example that breaks its schema",
    rule: "no-invalid-media-type-examples",
    file: "components/examples/UnknownTaskError.yaml",
    change: (it) => (it.value.status_code = "404"),
  },
  {
    defect: "an example with a property that the schema does not have",
    rule: "no-invalid-media-type-examples",
    file: "components/examples/SupportMessagePending.yaml",
    change: (it) => (it.value.state = "pending"),
  },
  {
    defect: "a reference to nothing",
    rule: "no-unresolved-refs",
    file: path,
    change: (it) => (it.get.responses[404].$ref = "../components/responses/Missing.yaml"),
  },
  ...[
    ["a state that is no value of the status", "states", { initial: true }],
    ["a transition by an operation that does not exist", "transitions", { by: "stopTask" }],
    ["a transition by a callback", "transitions", { by: "onAttachmentFailed" }],
  ].map(([what, part, change]) => ({
    defect: `a life cycle with ${what as string}`,
    rule: "conventions/task-lifecycle",
    file: "components/schemas/Task.yaml",
    change: (it: Yaml) =>
      (it["x-task-lifecycle"][part as string].stop = {
        from: "pending",
        to: "canceled",
        ...(change as object),
      }),
  })),
  {
    defect: "a component that is not used",
    rule: "no-unused-components",
    file: "openapi.yaml",
    change: (it) => (it.components.schemas = { Leftover: { type: "string" } }),
  },
];

test.for(cases)("$defect is refused by $rule", ({ defect, rule }) => {
  expect(rulesBroken.get(defect)).toContain(rule);
});

test("the contracts themselves break no rule", async () => {
  expect((await runRedocly(["lint"], dirname(root))).status).toBe(0);
});

test("a file that nothing refers to is found", () => {
  const copy = broken("openapi.yaml", (it) => delete it.paths["/tasks"]);
  expect(unreferencedFiles(copy)).toEqual(expect.arrayContaining(["paths/tasks.yaml"]));
});
