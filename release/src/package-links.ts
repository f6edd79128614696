import type { Manifest } from "./published-packages.ts";

/**
 * The links that a published package has on npm. They follow from the `repository` of the root package.json, which is the
 * one place that knows where this repository is. npm compares it with where a package was built before it vouches for it.
 *
 * @example
 * packageLinks("git+https://github.com/kiln/kiln.git", "packages/client").bugs; // "https://github.com/kiln/kiln/issues"
 */
export function packageLinks(
  url: string,
  directory: string,
): Required<Pick<Manifest, "homepage" | "bugs" | "repository">> {
  const page = url.replace(/^git\+/, "").replace(/\.git$/, "");
  return {
    homepage: `${page}/tree/main/${directory}#readme`,
    bugs: `${page}/issues`,
    repository: { type: "git", url, directory },
  };
}
