import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type InputOptions, type OutputOptions, rolldown } from "rolldown";
import { viteDynamicImportVarsPlugin, viteImportGlobPlugin } from "rolldown/experimental";
import { emitDeclarations } from "@task-contracts/bundling/emit-declarations";
import { licensesOf } from "@task-contracts/bundling/licenses";
import { lightMockPlugin } from "./light-mock.ts";
import { lightModulesPlugin, noCompilerPlugin } from "./light-modules.ts";
import { quickFpPlugin } from "./quick-fp.ts";
import { terseDocumentsPlugin } from "./terse-documents.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist`;

// Answers are imported by the type of the task: the first two find them all.
const plugins = [
  viteDynamicImportVarsPlugin(),
  viteImportGlobPlugin(),
  quickFpPlugin(),
  lightMockPlugin(),
  lightModulesPlugin(),
  terseDocumentsPlugin(),
];

const shared: InputOptions = {
  cwd: root,
  platform: "browser",
  plugins,
  resolve: {
    // The same as modules, of which only what is used goes into the bundle.
    alias: { "fp-ts/lib": "fp-ts/es6" },
  },
  // Validators of the control API are needed at once here, and later in the server.
  checks: { bundlerTimings: false, ineffectiveDynamicImport: false },
  onLog: (level, log, handle) => {
    if (level === "warn") throw new Error(`rolldown warns: ${log.message}`);
    handle(level, log);
  },
};

/** What is exported. */
const modules = ["index", "msw", "worker", "worker-main"];

/** Bundles the modules with everything that they use. What only some APIs need is loaded when it is needed. */
const bundleModules = (): Promise<string[]> =>
  bundle(
    { input: Object.fromEntries(modules.map((name) => [name, `src/${name}.ts`])), external: ["msw"] },
    { format: "esm", chunkFileNames: "chunks/[name]-[hash].js" },
  );

/** A service worker can load nothing later, so it is one file. It has no compiler, since it mocks no contracts of users. */
const bundleServiceWorker = (): Promise<string[]> =>
  bundle(
    { input: { "service-worker": "src/service-worker.ts" }, plugins: [...plugins, noCompilerPlugin()] },
    { format: "iife", codeSplitting: false },
  );

/** @returns The modules that went into it. */
const bundle = async (input: InputOptions, output: OutputOptions): Promise<string[]> => {
  const build = await rolldown({ ...shared, ...input });
  const written = await build.write({ dir: dist, minify: true, comments: false, ...output });
  await build.close();
  return written.output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
};

await rm(dist, { recursive: true, force: true });
const [ids] = await Promise.all([
  bundleModules(),
  bundleServiceWorker(),
  emitDeclarations({
    root,
    own: "packages/mock",
    entries: [...modules, "service-worker"],
    peers: ["msw"],
  }),
]);
// Both are made of the same modules. Those without a file are the build's own.
await licensesOf(
  ids.filter((id) => !id.startsWith("\0")),
  dist,
);
