import { fileURLToPath } from "node:url";
import type { Plugin } from "rolldown";

const pipeline = (file: string): string => fileURLToPath(new URL(`../src/pipeline/${file}`, import.meta.url));

/** What takes the place of Prism's modules. */
const light = [
  // It needs Node, and is ten times as large as all the rest.
  { name: "/prism-mock.ts", file: pipeline("light-mock.ts") },
  { name: "@stoplight/prism-core/dist/factory.js", file: pipeline("light-factory.ts") },
];

/** The file that is imported in the place of one of Prism's modules. */
export const lightFileOf = (source: string): string | undefined =>
  light.find(({ name }) => source.endsWith(name))?.file;

/** Puts light modules of our own in the place of Prism's. */
export const lightPrismPlugin = (): Plugin => ({
  name: "light-prism",
  resolveId: (source) => lightFileOf(source),
});
