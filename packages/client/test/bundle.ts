import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** A file of a bundle. */
export interface BundledFile {
  readonly fileName: string;
  readonly code: string;

  /** Whether it is there from the beginning, and not only once something needs it. */
  readonly isLoadedAtOnce: boolean;
}

/**
 * Bundles and minifies a module with what it imports, as an application's build does. The module comes first.
 *
 * @param options.split whether what is imported later gets files of its own, as it does in builds for browsers
 */
export const bundle = async (
  file: string,
  { split }: { readonly split: boolean },
): Promise<readonly [BundledFile, ...BundledFile[]]> => {
  const build = await rolldown({ input: file, platform: "browser" });
  const { output } = await build.generate({ minify: true, codeSplitting: split });
  await build.close();
  const chunks = output.filter((chunk) => chunk.type === "chunk");
  const atOnce = new Set([output[0].fileName]);
  // What is added meanwhile is gone through as well.
  for (const name of atOnce) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) {
      atOnce.add(imported);
    }
  }
  const [first, ...others] = chunks.map(({ fileName, code }) => ({
    fileName,
    code,
    isLoadedAtOnce: atOnce.has(fileName),
  }));
  if (!first) throw new Error(`Nothing came of bundling ${file}.`);
  return [first, ...others];
};

/** How many bytes travel if a server compresses the files with gzip. */
export const gzipSize = (files: readonly BundledFile[]): number =>
  files.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
