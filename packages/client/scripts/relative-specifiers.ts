/**
 * Rewrites the imports of a file in `dist`, so that they lead to what lies there: those of the contracts to their copies,
 * and those of `.ts` files, which the compiler leaves in declarations, to `.js`.
 *
 * @param path the file's path below `dist`
 * @example
 * relativeSpecifiers('import "@task-contracts/contracts/scale-v1";', "scale/index.js"); // 'import "../contracts/scale-v1.js";'
 */
export const relativeSpecifiers = (code: string, path: string): string => {
  const up = "../".repeat(path.split("/").length - 1) || "./";
  return code.replaceAll(
    /(?<=(?:from|import) ?\(?)"(?:@task-contracts\/contracts(?<subpath>\/[^"]+)?|(?<source>\.[^"]+)\.ts)"/g,
    (...match) => {
      const { subpath, source } = match.at(-1) as { readonly subpath?: string; readonly source?: string };
      return source === undefined ? `"${up}contracts${subpath ?? "/index"}.js"` : `"${source}.js"`;
    },
  );
};
