import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.test.ts"],
    // Each test starts a program.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
