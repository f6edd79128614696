import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // The first request of a file loads Prism's example mock.
    testTimeout: 15_000,
    // Imports of CommonJS mean in tests what they mean to Node.
    deps: { interopDefault: false },
  },
});
