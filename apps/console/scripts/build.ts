import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";
import { readTokens } from "./read-tokens.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;

/** Bundles the scripts of the page, and returns what they are made of as well: licences have to be named. */
const bundle = async (): Promise<{ readonly code: string; readonly modules: readonly string[] }> => {
  const { output } = await build({
    cwd: root,
    input: "src/main.tsx",
    write: false,
    platform: "browser",
    output: { minify: true, codeSplitting: false },
  });
  const [chunk] = output;
  return { code: chunk.code, modules: chunk.moduleIds.filter((id) => id.includes("/node_modules/")) };
};

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10);

const { code, modules } = await bundle();
const style = (await readTokens()) + (await readFile(`${root}src/console.css`, "utf8"));
const icon = await readFile(`${root}../docs/assets/icon.svg`, "utf8");
const names = {
  script: `console-${hashOf(code)}.js`,
  style: `console-${hashOf(style)}.css`,
  icon: `icon-${hashOf(icon)}.svg`,
};
const page = (await readFile(`${root}src/index.html`, "utf8")).replaceAll(
  /\{\{(script|style|icon)\}\}/g,
  (_, kind) => names[kind as keyof typeof names],
);
const files = {
  "": { mediaType: "text/html; charset=utf-8", text: page, isImmutable: false },
  [names.script]: { mediaType: "text/javascript; charset=utf-8", text: code, isImmutable: true },
  [names.style]: { mediaType: "text/css; charset=utf-8", text: style, isImmutable: true },
  [names.icon]: { mediaType: "image/svg+xml", text: icon, isImmutable: true },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await writeFile(`${dist}/files.js`, `export const files = ${JSON.stringify(files)};\n`);
await writeFile(`${dist}/modules.json`, JSON.stringify(modules));
