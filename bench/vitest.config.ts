import { configDefaults, defineConfig } from "vitest/config";

/** What Windows does not have: signals that end a process cleanly, and a `ps` that tells how much memory a process takes. */
const posixOnly = ["test/clean-up.test.ts", "test/short-form.test.ts"];

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(process.platform === "win32" ? posixOnly : [])],
    // The short form takes seconds on an idle machine. Only a busy one needs that long.
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
