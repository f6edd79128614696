import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // One browser for all files; each test opens its own pages.
    globalSetup: "test/support/global-setup.ts",
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A reference takes a second to open when both cores are busy.
    testTimeout: 60_000,
    // The browser works in a process of its own, so two files keep two cores busy.
    maxWorkers: 2,
    // They keep no state in modules but the browser, which is better shared.
    isolate: false,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 60_000,
  },
});
