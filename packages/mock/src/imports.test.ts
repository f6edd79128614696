import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;

/** What each folder may import from, besides itself and the files beside the folders. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  store: ["engine"],
  contract: ["apis", "engine", "pipeline"],
  engine: ["apis", "contract", "store", "pipeline"],
  pipeline: ["apis", "contract", "engine", "store"],
  parsing: ["pipeline"],
  control: ["apis", "contract", "engine", "parsing", "pipeline", "store"],
};

/** Files that still need Node. All else runs anywhere. */
const needingNode = new Set([
  "apis/scale/answers/random.ts",
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

test("Node is needed by a few files only, which are known", () => {
  const found = sources.filter((file) => importsOf(file).some((name) => name.startsWith("node:")));
  expect(new Set(found)).toEqual(needingNode);
});
