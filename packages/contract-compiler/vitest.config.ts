import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // CommonJS modules look to the tests as they do to Node.
    deps: { interopDefault: false },
  },
});
