import type { Plugin } from "rolldown";

/** What is imported of modules whose other exports are loaded when they are first read. */
const used: Readonly<Record<string, readonly string[]>> = {
  "node:http": ["Agent", "createServer", "request"],
  "node:util": ["callbackify", "stripVTControlCharacters", "styleText"],
};

const prefix = "\0light:";

/**
 * An `import` of a module of Node's reads all that it exports, even what is loaded for that alone: WebSockets for `node:http`,
 * the comparison of texts for `node:util`. That took 60 ms at each start. The bundle reads only what it uses.
 */
export const lightBuiltinsPlugin = (): Plugin => ({
  name: "light-builtins",
  resolveId: (source) =>
    Object.hasOwn(used, source) ? { id: prefix + source, moduleSideEffects: false } : undefined,
  load: (id) => {
    if (!id.startsWith(prefix)) return undefined;
    const name = id.slice(prefix.length);
    return `export const { ${used[name]?.join(", ")} } = process.getBuiltinModule(${JSON.stringify(name)});`;
  },
});
