import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each case starts Redocly CLI, which takes a second on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
