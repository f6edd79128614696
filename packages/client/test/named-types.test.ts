import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { exec, tsc } from "./exec.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const program = `
import type { Methods } from "../src/core/methods.ts";
interface PoemRequest { title: string; verses?: { lines?: number; notes?: unknown }[] }
interface Poem { title: string }
interface PoemList { docs: Poem[] }
interface Operations {
  createPoem: {
    requestBody: { content: { "application/json": PoemRequest } };
    responses: { 200: { content: { "application/json": Poem } } };
  };
  listPoems: { responses: { 200: { content: { "application/json": PoemList } } } };
}
declare const client: Methods<Operations, {}>;
export const { createPoem, listPoems } = client;
`;

test("Methods show the contract's types by their names, as editors and declarations do.", async () => {
  const folder = await mkdtemp(`${root}.types-`);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const options = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: "out",
    rootDir: "..",
  };
  const config = { extends: "../tsconfig.json", compilerOptions: options, include: ["poems.ts"] };
  await writeFile(`${folder}/poems.ts`, program);
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));
  expect(await exec(process.execPath, [tsc, "--project", folder], root)).toBe("");
  const [name = ""] = folder.split("/").slice(-1);
  const declared = await readFile(`${folder}/out/${name}/poems.d.ts`, "utf8");
  expect(declared).toMatch(/createPoem: \(body: (import\(.*\)\.)?OrUndefined<PoemRequest>, /);
  expect(declared).toContain("=> Promise<Poem>");
  expect(declared).toMatch(/listPoems: .*Pages<Poem, PoemList>/);
});
