import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect, test } from "vitest";

const root = import.meta.dirname;

/** What each folder may import from, besides itself and the files beside the folders. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  contract: ["text"],
  parsing: ["contract", "text"],
  engine: ["contract", "text"],
  pipeline: ["contract", "engine", "parsing", "text"],
  control: ["contract", "engine", "parsing", "pipeline", "text"],
  apis: ["contract", "engine", "text"],
  worker: ["control"],
};

const sources = globSync("**/*.ts", { cwd: root })
  .map((file) => file.replaceAll(sep, "/"))
  .filter((file) => !file.endsWith(".test.ts"));

const importsOf = (file: string): string[] =>
  Array.from(
    readFileSync(join(root, file), "utf8").matchAll(/(?:from|import) ?\(?[`"]([^`"]+)[`"]/g),
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

test("every folder has its place in the order", () => {
  const folders = sources.filter((file) => file.includes("/")).map((file) => file.split("/", 1)[0]);
  expect(new Set(folders)).toEqual(new Set(Object.keys(allowed)));
});

test("nothing needs Node", () => {
  expect(sources.filter((file) => importsOf(file).some((name) => name.startsWith("node:")))).toEqual([]);
});

test("no API is known by its name outside of its own folder", () => {
  const naming = sources.filter(
    (file) => !file.startsWith("apis/") && /scale|dataflow/i.test(readFileSync(join(root, file), "utf8")),
  );
  expect(naming).toEqual([]);
});
