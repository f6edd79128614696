import { chmod, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { viteDynamicImportVarsPlugin, viteImportGlobPlugin } from "rolldown/experimental";
import { emitDeclarations } from "@task-contracts/bundling/emit-declarations";
import { licensesOf } from "@task-contracts/bundling/licenses";
import { lightBuiltinsPlugin } from "@task-contracts/bundling/light-builtins";
import { quickFpPlugin } from "@task-contracts/mock/scripts/quick-fp";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;

/**
 * Bundles the server with everything that it uses: a start then opens a dozen files instead of 1,500, and whoever
 * installs the package gets no dependencies with it.
 */
const bundle = async (): Promise<void> => {
  const build = await rolldown({
    cwd: root,
    input: { bin: "src/bin.ts", index: "src/index.ts", vitest: "src/vitest.ts" },
    platform: "node",
    // The user's own: fixtures must belong to the Vitest that runs.
    external: ["vitest"],
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
    // A machine that is busy is no reason to fail.
    checks: { bundlerTimings: false },
    onLog: (level, log, handle) => {
      if (level === "warn") throw new Error(`rolldown warns: ${log.message}`);
      handle(level, log);
    },
  });
  const { output } = await build.write({
    dir: dist,
    format: "esm",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  await build.close();
  await licensesOf(
    output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : [])),
    dist,
  );
  await chmod(`${dist}/bin.js`, 0o755);
};

await rm(dist, { recursive: true, force: true });
await Promise.all([
  bundle(),
  emitDeclarations({ root, own: "apps/mock-server", entries: ["index", "vitest"], peers: ["vitest"] }),
]);
