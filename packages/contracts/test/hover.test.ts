import { fileURLToPath } from "node:url";
import { listOperations, resolve, type Schema } from "@task-contracts/openapi-model";
import ts from "typescript";
import { expect, test } from "vitest";
import { builtApis } from "./built-apis.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = `${root}hover.ts`;

interface Hover {
  readonly type: string;
  readonly comment: string;
  readonly tags: readonly string[];
}

/** Finds what an editor shows at a word, which is part of a longer text in some code. */
function editorOf(code: string): (text: string, word: string) => Hover {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    strict: true,
    target: ts.ScriptTarget.ES2023,
    types: [],
  };
  const system = ts.createCompilerHost(options);
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = name === file ? code : system.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (name) => name === file || system.fileExists(name),
    readFile: (name) => system.readFile(name),
    directoryExists: (name) => ts.sys.directoryExists(name),
  });
  return (text, word) => {
    const position = code.indexOf(text) + text.lastIndexOf(word);
    const info = service.getQuickInfoAtPosition(file, position);
    const tags = info?.tags ?? [];
    const texts = tags.flatMap(({ text: parts = [] }) => parts.map((part) => part.text));
    return {
      type: ts.displayPartsToString(info?.displayParts),
      comment: [ts.displayPartsToString(info?.documentation), ...texts].join("\n"),
      tags: tags.map(({ name }) => name),
    };
  };
}

interface Property {
  /** What a user types. */
  readonly use: string;
  readonly api: string;
  readonly schema: string;
  readonly name: string;
  readonly description: string;
}

/** The properties of JSON requests. */
const properties = builtApis
  .flatMap((api) =>
    listOperations(api.contract).flatMap(({ requestBody }): Omit<Property, "use">[] => {
      const { $ref } = Object(requestBody?.content?.["application/json"]?.schema) as { $ref?: string };
      if ($ref === undefined) return [];
      const { properties: described = {} } = resolve<{ properties?: Record<string, Schema> }>(api.contract, {
        $ref,
      });
      return Object.entries(described).map(([name, property]) => ({
        api: api.id,
        schema: $ref.split("/").at(-1) ?? "",
        name,
        description: descriptionOf(api, property),
      }));
    }),
  )
  .map((property, index): Property => Object.assign({ use: `request${index}.${property.name}` }, property));

function descriptionOf(api: (typeof builtApis)[number], property: Schema): string {
  const { $ref, description } = Object(property) as { $ref?: string; description?: string };
  if (description !== undefined || $ref === undefined) return description ?? "";
  return resolve<{ description?: string }>(api.contract, { $ref }).description ?? "";
}

/** One file for all, since a language service takes a second to start. */
const code = `
import type { CategorizationTask, Task, TranscriptionRequest, components, operations } from "@task-contracts/contracts/scale-v1";

${properties.map(({ use, api, schema }, index) => `declare const request${index}: import("@task-contracts/contracts/${api}").${schema};\n${use};`).join("\n")}

type Create = operations["createCategorizationTask"];
declare const tasks: Map<string, components["schemas"]["CategorizationTask"]>;
declare const one: components["schemas"]["CategorizationTask"];
declare const params: CategorizationTask["params"];
declare const answer: Create["responses"][200]["content"]["application/json"];
declare const body: Create["requestBody"]["content"]["application/json"];
declare const task: Task;

declare const transcription: TranscriptionRequest;
transcription.row_fields;
declare const all: operations;
all.createCategorizationTaskDeprecated;
`;

const show = editorOf(code);

test("there are properties of requests to look at", () => {
  expect(properties.length).toBeGreaterThan(50);
});

test.for(properties)("an editor describes $name of $schema ($api)", ({ use, name, description }) => {
  const [firstLine = ""] = description.trim().split("\n");
  expect(firstLine).not.toBe("");
  expect(show(`${use};`, name).comment).toContain(firstLine);
});

test.for<[string, string]>([
  ["tasks", "Map<string, CategorizationTask>"],
  ["one", "CategorizationTask"],
  ["params", "CategorizationParams"],
  ["answer", "CategorizationTask"],
  ["body", "CategorizationRequest"],
  ["task", "Task"],
])("an editor shows the type of %s by its name", ([name, type]) => {
  expect(show(`const ${name}:`, name).type).toBe(`const ${name}: ${type}`);
});

test.for([
  ["row_fields", "transcription.row_fields;"],
  ["createCategorizationTaskDeprecated", "all.createCategorizationTaskDeprecated;"],
] as const)("an editor marks %s as deprecated", ([name, use]) => {
  expect(show(use, name).tags).toContain("deprecated");
});
