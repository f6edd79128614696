import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type InstalledPackage, installPackage, run } from "../support/installed-package.ts";
import { useBrowser } from "../support/open-page.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = await readFile(`${root}README.md`, "utf8");

/** The snippets of the README: those for Node, and those for pages. */
const snippets = Array.from(
  readme.matchAll(/^```ts(?: (\w+))?\n([^]*?)^```$/gm),
  ([, kind = "node", code = ""]) => ({ kind, code }),
);
const codeOf = (kind: string): string[] =>
  snippets.filter((snippet) => snippet.kind === kind).map(({ code }) => code);

let project: InstalledPackage;
beforeAll(async () => {
  project = await installPackage();
}, 120_000);
afterAll(() => project.remove());

const open = useBrowser();

test("the snippets for Node print what they should, with the package as it is published", async () => {
  const printed: string[] = [];
  for (const code of codeOf("node")) {
    await project.write("snippet.js", stripTypeScriptTypes(code));
    printed.push(await run(process.execPath, ["snippet.js"], project.folder));
  }
  expect(printed).toEqual([
    "The task is pending.\nhttps://shop.example/callback received completed\n",
    "201 queued\n",
    "200 0\n",
  ]);
});

test("the snippet for MSW works with version 2 as well", async () => {
  const code = codeOf("node").find((snippet) => snippet.includes("setupServer")) ?? "";
  await project.useMsw("msw-2");
  await project.write("snippet.js", stripTypeScriptTypes(code));
  const printed = await run(process.execPath, ["snippet.js"], project.folder);
  await project.useMsw("msw");
  expect(printed).toBe("200 0\n");
});

test("the snippets for pages print what they should, in Chromium", async () => {
  const printed: string[][] = [];
  for (const code of codeOf("page")) {
    const { page } = await open();
    const lines: string[] = [];
    page.on("console", (message) => lines.push(message.text()));
    const script = code.replaceAll(/"@task-contracts\/mock\/(\w+)"/g, '"/mock/$1.js"');
    await page.addScriptTag({ type: "module", content: `${script}\nglobalThis.isDone = true;` });
    await page.waitForFunction(() => "isDone" in globalThis);
    printed.push(lines);
  }
  expect(printed).toEqual([["200 true"], ["The page received completed"]]);
});

test("the compiler takes all snippets, at its strictest", async () => {
  const files = await Promise.all(
    snippets.map(async ({ code }, index) => {
      await project.write(`snippet-${index}.ts`, code);
      return `snippet-${index}.ts`;
    }),
  );
  const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
  const strict = "--noEmit --strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --target es2024";
  const resolution = "--module nodenext --types node --skipLibCheck --ignoreConfig";
  const args = [tsc, ...strict.split(" "), ...resolution.split(" "), ...files];
  expect(await run(process.execPath, args, project.folder)).toBe("");
});
