import type { Plugin } from "rolldown";

/** What takes the place of modules of which we use little. */
const light: Readonly<Record<string, string>> = {
  // Only reading, without the writer.
  qs: `export { default as parse } from "qs/lib/parse.js";`,
  "@stoplight/types": `export const DiagnosticSeverity = Object.assign(
    ["Error", "Warning", "Information", "Hint"],
    { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  );`,
  // Of a module that is required, everything would be there.
  "fp-ts/Either": `export { fold, getApplicativeValidation, getOrElse, right, swap } from "fp-ts/es6/Either.js";`,
  "fp-ts/NonEmptyArray": `export { getSemigroup } from "fp-ts/es6/NonEmptyArray.js";`,
  "fp-ts/function": `export { identity, pipe } from "fp-ts/es6/function.js";`,
  // It notes where values were met. For runtimes without maps, it is ten times as large.
  "side-channel": `module.exports = () => {
    const values = new Map();
    return {
      assert: (key) => { if (!values.has(key)) throw new TypeError("The key is unknown."); },
      delete: (key) => values.delete(key),
      get: (key) => values.get(key),
      has: (key) => values.has(key),
      set: (key, value) => void values.set(key, value),
    };
  };`,
};

const prefix = "\0light:";

/** Leaves out of dependencies what browsers need not download. */
export const lightModulesPlugin = (): Plugin => ({
  name: "light-modules",
  resolveId: (source) => (Object.hasOwn(light, source) ? prefix + source : undefined),
  load: (id) => {
    const name = id.slice(prefix.length);
    return id.startsWith(prefix) ? light[name] : undefined;
  },
});

/** Leaves out what compiles contracts of users, half of a bundle for those who mock none. */
export const noCompilerPlugin = (): Plugin => ({
  name: "no-compiler",
  resolveId: (source) => (source.endsWith("/compile-contract.ts") ? `${prefix}compiler` : undefined),
  load: (id) =>
    id === `${prefix}compiler`
      ? `export const readContract = () => { throw new Error("There is no compiler here."); };`
      : undefined,
});
