import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Imports of CommonJS mean in tests what they mean to Node.
    deps: { interopDefault: false },
  },
});
