import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** Bundles and minifies a module with what it imports, as an application's build does. */
export const bundle = async (file: string): Promise<string> => {
  const build = await rolldown({ input: file, platform: "browser" });
  const { output } = await build.generate({ minify: true });
  await build.close();
  return output[0].code;
};

/** How many bytes travel if a server compresses them with gzip. */
export const gzipSize = (code: string): number => gzipSync(code, { level: 9 }).length;
