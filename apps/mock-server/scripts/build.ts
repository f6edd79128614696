import { chmod, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type OutputOptions, rolldown } from "rolldown";
import { viteDynamicImportVarsPlugin, viteImportGlobPlugin } from "rolldown/experimental";
import { writeCommonJsDeclarations } from "@task-contracts/bundling/commonjs-declarations";
import { emitDeclarations } from "@task-contracts/bundling/emit-declarations";
import { licensesOf } from "@task-contracts/bundling/licenses";
import { lightBuiltinsPlugin } from "@task-contracts/bundling/light-builtins";
import { quickFpPlugin } from "@task-contracts/mock/scripts/quick-fp";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;

/** The public entries: files below `src`, without `.ts`. */
const entries = ["index", "vitest", "playwright", "jest", "node-test"];

/** Those that can be required: Vitest itself cannot. */
const commonJsEntries = entries.filter((entry) => entry !== "vitest");

/** The user's own: fixtures must belong to the runner that runs. */
const peers = ["vitest", "@playwright/test", "@jest/globals"];

const inputOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));

/**
 * Bundles the server with everything that it uses: a start then opens a dozen files instead of 1,500, and whoever
 * installs the package gets no dependencies with it.
 */
const bundle = async (names: readonly string[], output: OutputOptions): Promise<string[]> => {
  const build = await rolldown({
    cwd: root,
    input: inputOf(names),
    platform: "node",
    external: peers,
    // Answers are imported by the type of the task: these find them all.
    plugins: [viteDynamicImportVarsPlugin(), viteImportGlobPlugin(), quickFpPlugin(), lightBuiltinsPlugin()],
    resolve: {
      alias: {
        // Prism offers Faker to schemas with an `x-faker`, in 70 languages. English will do, and halves the bundle.
        "@faker-js/faker": "@faker-js/faker/locale/en",
        // Its CommonJS build loads its parts in a way that no bundler follows.
        "jsonc-parser": "jsonc-parser/lib/esm/main.js",
        // Node's own is deprecated, and says so on the terminal.
        punycode: fileURLToPath(import.meta.resolve("punycode/punycode.js")),
      },
    },
    checks: {
      // A machine that is busy is no reason to fail.
      bundlerTimings: false,
      // Without the commands, what checks the control API is in the chunk that would load its validators later.
      ineffectiveDynamicImport: names.includes("bin"),
    },
    onLog: (level, log, handle) => {
      if (level === "warn") throw new Error(`rolldown warns: ${log.message}`);
      handle(level, log);
    },
  });
  const { output: chunks } = await build.write(output);
  await build.close();
  return chunks.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
};

const consoleModules = JSON.parse(
  await readFile(fileURLToPath(import.meta.resolve("@task-contracts/console/dist/modules.json")), "utf8"),
) as string[];

const bundleModules = async (): Promise<void> => {
  const moduleIds = await bundle(["bin", ...entries], {
    dir: dist,
    format: "esm",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  // The console was bundled before, from modules that are not here any more.
  await licensesOf([...moduleIds, ...consoleModules], dist);
  await chmod(`${dist}/bin.js`, 0o755);
};

/** For Jest, which evaluates no ES modules, not even those that `import()` loads, unless it runs with a flag of Node's. */
const bundleCommonJs = (): Promise<string[]> =>
  bundle(commonJsEntries, {
    dir: `${dist}/cjs`,
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "chunks/[name]-[hash].cjs",
    dynamicImportInCjs: false,
  });

const declare = async (): Promise<void> => {
  await emitDeclarations({ root, own: "apps/mock-server", entries, peers });
  await writeCommonJsDeclarations(`${dist}/types`, commonJsEntries);
};

await rm(dist, { recursive: true, force: true });
await Promise.all([bundleModules(), bundleCommonJs(), declare()]);
