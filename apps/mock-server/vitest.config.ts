import { configDefaults, defineConfig } from "vitest/config";

/** What Windows does not have: signals that end a proxy cleanly, programs that are links to scripts, and bash. */
const posixOnly = [
  "test/proxy.test.ts",
  "test/consumers.test.ts",
  "test/fixtures.test.ts",
  "test/test-runners-guide.test.ts",
];

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(process.platform === "win32" ? posixOnly : [])],
    // Only a machine that is busy with everything else needs that long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Imports of CommonJS mean in tests what they mean to Node.
    deps: { interopDefault: false },
  },
});
