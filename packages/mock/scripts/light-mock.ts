import { fileURLToPath } from "node:url";
import type { Plugin } from "rolldown";

const lightMock = fileURLToPath(new URL("../src/pipeline/light-mock.ts", import.meta.url));

/** What is imported in the place of Prism's mock, which needs Node and is ten times as large as all the rest. */
export const lightMockFor = (source: string): string | undefined =>
  source.endsWith("/prism-mock.ts") ? lightMock : undefined;

/** Puts `light-mock.ts` in the place of Prism's mock. */
export const lightMockPlugin = (): Plugin => ({
  name: "light-mock",
  resolveId: (source) => lightMockFor(source),
});
