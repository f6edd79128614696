import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { readSnippets, type Snippet } from "./support/readme-snippets.ts";
import { runBin } from "./support/run-bin.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(`${root}README.md`, "utf8");
const snippets = readSnippets(readme);
const run = promisify(execFile);

/** A snippet as a file of this package, which imports the package by its name as its users do. */
const writeSnippet = async ({ code }: Snippet, name: string): Promise<string> => {
  const folder = await mkdtemp(`${root}dist/readme-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/${name}`, code);
  return folder;
};

/** What a snippet prints. It must end by itself, and well. */
const runWithNode = async (snippet: Snippet): Promise<string> => {
  const folder = await writeSnippet(snippet, "snippet.ts");
  return (await run(process.execPath, [`${folder}/snippet.ts`])).stdout;
};

test.each(snippets.filter(({ kind }) => kind === "").map((snippet) => [snippet.line, snippet] as const))(
  "the snippet of line %i runs",
  async (_, snippet) => {
    await expect(runWithNode(snippet)).resolves.toBeTypeOf("string");
  },
);

test("the examples that go on from each other print what they say", async () => {
  const examples = snippets.find(({ kind }) => kind === "example");
  if (!examples) throw new Error("The README has no examples.");

  expect((await runWithNode(examples)).trim().split("\n")).toEqual([
    "succeeded",
    "failed 21",
    expect.stringMatching(/^This failure was injected: /),
    "200 []",
    "categorization true",
  ]);
});

test("the snippet for Vitest runs", async () => {
  const snippet = snippets.find(({ kind }) => kind === "vitest");
  if (!snippet) throw new Error("The README has no snippet for Vitest.");
  const folder = await writeSnippet(snippet, "snippet.test.ts");

  const { stdout } = await run(`${root}node_modules/.bin/vitest`, ["run", "--root", folder]);

  expect(stdout).toMatch(/1 passed/);
});

test("the test of the README of the repository passes", async () => {
  const [snippet] = readSnippets(await readFile(`${root}../../README.md`, "utf8"));
  if (!snippet) throw new Error("The README of the repository has no snippet for Vitest.");
  const folder = await writeSnippet(snippet, "snippet.test.ts");

  const { stdout } = await run(`${root}node_modules/.bin/vitest`, ["run", "--root", folder]);

  expect(stdout).toMatch(/1 passed/);
});

test("the guide to an API of your own leads to a test that passes", async () => {
  const guide = await readFile(`${root}../docs/guides/your-own-api.md`, "utf8");
  const folder = await mkdtemp(`${root}dist/guide-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = [...guide.matchAll(/```\w+ (\S+)\n(.*?)```/gs)];
  expect(files.map(([, name]) => name)).toEqual(["openapi.yaml", "renders.test.ts"]);
  for (const [, name = "", content = ""] of files) await writeFile(`${folder}/${name}`, content);

  const { stdout } = await run(`${root}node_modules/.bin/vitest`, ["run", "--root", folder], { cwd: folder });

  expect(stdout).toMatch(/1 passed/);
});

test("explain prints what the README shows", async () => {
  const [, shown = ""] = /\$ npx \S+ explain openapi\.yaml\n(.*?)```/s.exec(readme) ?? [];
  expect(shown).not.toBe("");
  const fixture = fileURLToPath(
    new URL("../../../packages/mock/test/fixtures/transcripts.yaml", import.meta.url),
  );

  const { exit, output } = runBin("explain", fixture);

  expect(await exit).toBe(0);
  expect(output.stdout.slice(0, shown.length)).toBe(shown);
});

test("the compiler takes all snippets, at its strictest", async () => {
  const folders = await Promise.all(
    snippets.map((snippet, index) => writeSnippet(snippet, `snippet-${index}.ts`)),
  );
  const files = folders.map((folder, index) => `${folder}/snippet-${index}.ts`);
  const flags = ["--strict", "--noUncheckedIndexedAccess", "--noEmit", "--types", "node"];
  const target = ["--module", "nodenext", "--target", "es2024", "--skipLibCheck", "--ignoreConfig"];

  const { stdout } = await run("tsc", [...flags, ...target, ...files], { cwd: root }).catch(
    (error: unknown) => error as { stdout: string },
  );

  expect(stdout).toBe("");
});

test.each(["serve", "explain", "complete", "listen", "proxy"])(
  "the README knows all options of %s",
  async (command) => {
    const { exit, output } = runBin(command, "--help");
    await exit;

    const options = [...output.stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    expect(options).toContain("--help");
    for (const option of options) expect(readme).toContain(option);
  },
);
