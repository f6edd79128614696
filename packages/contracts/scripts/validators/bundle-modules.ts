import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Plugin, rolldown } from "rolldown";
import { type Modules, tableModule } from "./compile-checks.ts";

const require = createRequire(import.meta.url);

/**
 * Joins compiled checks and all that they use into one module that imports nothing.
 *
 * @example
 * await bundleModules(compileChecks(api, "requestValidators", planRequestChecks(api)));
 */
export async function bundleModules(modules: Modules): Promise<string> {
  const build = await rolldown({ input: tableModule, platform: "neutral", plugins: [fromMemory(modules)] });
  const { output } = await build.generate({ format: "esm", minify: true, comments: false });
  await build.close();
  return output[0].code;
}

function fromMemory(modules: Modules): Plugin {
  return {
    name: "compiled-checks",
    resolveId(id) {
      if (modules.has(id)) return `\0${id}`;
      if (id.startsWith("runtime:")) {
        const name = id.slice("runtime:".length);
        return fileURLToPath(import.meta.resolve(`@task-contracts/contract-compiler/runtime/${name}`));
      }
      // Ajv's own helpers. They are dependencies of this package and not of the module's neighbours.
      return id.startsWith("ajv/") ? require.resolve(id) : null;
    },
    load: (id) => modules.get(id.slice(1)) ?? null,
  };
}
