import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { callOf } from "../src/samples/call.ts";
import { samplesOf } from "../src/samples/samples-of.ts";
import { operations } from "./support/apis.ts";
import { files, readFile } from "./support/pages.ts";

const run = promisify(execFile);
const app = join(import.meta.dirname, "..");
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

test("every TypeScript sample and all TypeScript in guides passes the strict checks of a user", async () => {
  const folder = await mkdtemp(join(app, ".samples-"));
  try {
    const samples = operations.map(({ api, operation, name }) => ({
      name: name.replace(" ", "-"),
      source: samplesOf(callOf(api, operation)).find(({ lang }) => lang === "typescript")?.source ?? "",
    }));
    const sources = [...samples, ...guideSources()];
    await Promise.all(
      // Samples are modules, also those that import nothing.
      sources.map(({ name, source }) => writeFile(join(folder, `${name}.ts`), `${source}\nexport {};\n`)),
    );
    const config = {
      extends: "../../../tsconfig.base.json",
      compilerOptions: { lib: ["es2024", "dom", "dom.iterable", "dom.asynciterable"] },
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    await run(process.execPath, [tsc, "-p", folder]).catch((error: { stdout?: string }) => {
      throw new Error(error.stdout, { cause: error });
    });
    expect(sources.length).toBeGreaterThan(operations.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** The blocks of TypeScript in guides. */
function guideSources(): { name: string; source: string }[] {
  return files
    .filter((file) => /^guides\/.*\.md$/.test(file))
    .flatMap((file) =>
      Array.from(readFile(file).matchAll(/^```typescript\n(.*?)^```$/gms), ([, source = ""], index) => ({
        name: `${file.replaceAll(/\W/g, "-")}-${index}`,
        source,
      })),
    );
}
