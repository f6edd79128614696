import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;

/** What each folder may import from, besides itself and the files beside the folders. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  answers: ["engine"],
  results: ["answers", "engine"],
  parsing: ["pipeline"],
  store: ["engine"],
  engine: ["answers", "results", "store", "pipeline"],
  pipeline: ["engine", "store"],
  host: ["engine"],
  control: ["engine", "parsing", "pipeline", "results", "store"],
};

/** Files of the engine that still need Node. All else of it runs anywhere. */
const needingNode = new Set([
  "answers/random.ts",
  "control/event-stream.ts",
  "engine/ids.ts",
  "pipeline/forward.ts",
  "pipeline/key-policy.ts",
]);

const sources = globSync("*/**/*.ts", { cwd: root })
  .map((file) => file.replaceAll(sep, "/"))
  .filter((file) => !file.endsWith(".test.ts"));

const importsOf = (file: string): string[] =>
  Array.from(
    readFileSync(join(root, file), "utf8").matchAll(/(?:from|import) "([^"]+)"/g),
    ([, name = ""]) => name,
  );

test.for(Object.entries(allowed))("%s imports from nothing that is built on it", ([folder, others]) => {
  const files = sources.filter((file) => file.startsWith(`${folder}/`));
  expect(files).not.toEqual([]);
  const foreign = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => join(dirname(file), name).split(sep))
      .filter(([first = "", ...rest]) => rest.length > 0 && first !== folder && !others.includes(first))
      .map((path) => `${file} imports ${path.join("/")}`),
  );
  expect(foreign).toEqual([]);
});

test("the engine needs Node in a few files only, which are known", () => {
  const portable = new Set(["answers", "control", "engine", "parsing", "pipeline", "results"]);
  const found = sources.filter(
    (file) =>
      portable.has(file.split("/", 1)[0] ?? "") && importsOf(file).some((name) => name.startsWith("node:")),
  );
  expect(new Set(found)).toEqual(needingNode);
});
