import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const input = fileURLToPath(new URL("browser/site.ts", import.meta.url));

/** Bundles the scripts of the site for browsers: one that every page loads, and one with the search, loaded when needed. */
export async function bundleScripts(): Promise<Record<string, string>> {
  const { output } = await build({
    input,
    write: false,
    platform: "browser",
    output: { dir: "assets", minify: true, entryFileNames: "[name].js", chunkFileNames: "[name].js" },
  });
  return Object.fromEntries(
    output.flatMap((file) => (file.type === "chunk" ? [[`assets/${file.fileName}`, file.code]] : [])),
  );
}
