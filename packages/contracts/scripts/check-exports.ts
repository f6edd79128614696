/**
 * Lists the entries of package.json's `exports` that an API needs.
 *
 * @example
 * expectedExports("scale-v1")["./scale-v1.json"]; // "./dist/scale-v1.json"
 */
export function expectedExports(api: string): Record<string, unknown> {
  const modules = ["", "/request-validators", "/response-validators", "/callback-validators"];
  return {
    [`./${api}.json`]: `./dist/${api}.json`,
    ...Object.fromEntries(
      modules.map((path) => [
        `./${api}${path}`,
        { types: `./dist/${api}${path}.d.ts`, default: `./dist/${api}${path}.js` },
      ]),
    ),
  };
}

/**
 * Throws if package.json does not export each API. Entries are written out there, because `./*` would hide a
 * misspelt import until it runs.
 *
 * @example
 * checkExports({ ".": "./dist/index.js" }, ["scale-v1"]); // throws: package.json does not export ./scale-v1.json, …
 */
export function checkExports(exports: Readonly<Record<string, unknown>>, apis: readonly string[]): void {
  const missing = apis
    .flatMap((api) => Object.entries(expectedExports(api)))
    .filter(([path, target]) => JSON.stringify(exports[path]) !== JSON.stringify(target));
  if (missing.length === 0) return;
  const paths = missing.map(([path]) => path).join(", ");
  const entries = JSON.stringify(Object.fromEntries(missing), null, 2);
  throw new Error(
    `package.json does not export ${paths} as generated. Put this into its \`exports\`:\n${entries}`,
  );
}
