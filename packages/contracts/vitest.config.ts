import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The tests keep no state in modules, and the compilers among these are slow to load.
    isolate: false,
    // CommonJS modules look to the tests as they do to `node scripts/generate.ts`.
    deps: { interopDefault: false },
  },
});
