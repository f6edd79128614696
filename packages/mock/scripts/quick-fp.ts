import { fileURLToPath } from "node:url";
import type { Plugin } from "rolldown";

const quickFp: Readonly<Record<string, string>> = {
  "fp-ts/Array": "array",
  "fp-ts/TaskEither": "task-either",
  lodash: "lodash",
};

/** Lets Prism's `factory`, and it alone, use quick equivalents of three modules: decisions/0014-speed.md. */
export const quickFpPlugin = (): Plugin => {
  const left = new Set(Object.keys(quickFp));
  return {
    name: "quick-fp",
    resolveId: (source, importer) => {
      const file = quickFp[source];
      if (file === undefined || !importer?.endsWith("prism-core/dist/factory.js")) return undefined;
      left.delete(source);
      return fileURLToPath(new URL(`../src/pipeline/quick-fp/${file}.ts`, import.meta.url));
    },
    buildEnd: () => {
      if (left.size === 0) return;
      throw new Error(
        `Prism's factory no longer uses ${[...left].join(" and ")}. Adjust scripts/quick-fp.ts.`,
      );
    },
  };
};
