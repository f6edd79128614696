import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // The short form takes seconds on an idle machine. Only a busy one needs that long.
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
