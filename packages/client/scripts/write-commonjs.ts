import { writeFile } from "node:fs/promises";
import { writeCommonJsDeclarations } from "@task-contracts/bundling/commonjs-declarations";
import { type Plugin, rolldown } from "rolldown";

/**
 * Bundles the ES modules of `dist` as CommonJS, each entry as `dist/cjs/<entry>.cjs`, with types, and with a module
 * beside it for a Node that cannot require ES modules: there, `import` and `require` then get the same classes.
 *
 * @param root the folder of the package, with a slash at its end
 * @param entries the folders below `dist` that the package exports
 */
export const writeCommonJs = async (root: string, entries: readonly string[]): Promise<void> => {
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((entry) => [entry, `dist/${entry}/index.js`])),
    platform: "node",
    plugins: [openapiFetchPlugin()],
    // What makes `http` alone needs at once what others load later.
    checks: { bundlerTimings: false, ineffectiveDynamicImport: false },
  });
  const { output } = await build.write({
    dir: `${root}dist/cjs`,
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "chunks/[name].cjs",
  });
  await build.close();
  for (const chunk of output) {
    if (chunk.type !== "chunk" || !chunk.isEntry) continue;
    const code = `import exported from "./${chunk.fileName}";\nexport const { ${chunk.exports.join(", ")} } = exported;\n`;
    await writeFile(`${root}dist/cjs/${chunk.name}.mjs`, code);
  }
  await writeCommonJsDeclarations(
    `${root}dist`,
    entries.map((entry) => `${entry}/index`),
  );
};

const inBetween = "\0openapi-fetch";

/**
 * Imports openapi-fetch through a module that belongs to no package: to those that belong to one of ES modules, a default
 * export of CommonJS is all that it exports, as it is to Node.
 */
const openapiFetchPlugin = (): Plugin => ({
  name: "openapi-fetch",
  resolveId: (source, importer) => {
    if (source !== "openapi-fetch") return undefined;
    return importer === inBetween ? { id: source, external: true } : inBetween;
  },
  load: (id) =>
    id === inBetween
      ? `import createClient, * as all from "openapi-fetch";\nexport default createClient;\nexport const { mergeHeaders } = all;\n`
      : undefined,
});
