import { configDefaults, defineConfig } from "vitest/config";

/** What Windows does not have: signals that end a proxy cleanly, programs that are links to scripts, and bash. */
const posixOnly = [
  "test/proxy.test.ts",
  "test/consumers.test.ts",
  "test/fixtures.test.ts",
  "test/test-runners-guide.test.ts",
];

const shared = {
  // Only a machine that is busy with everything else needs that long.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
  // Imports of CommonJS mean in tests what they mean to Node.
  deps: { interopDefault: false },
  // Loading the server anew for each file takes longer than the tests.
  isolate: false,
};

const withPostgres = "test/postgres/**/*.test.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "server",
          include: ["src/**/*.test.ts", "test/**/*.test.ts"],
          exclude: [
            ...configDefaults.exclude,
            withPostgres,
            ...(process.platform === "win32" ? posixOnly : []),
          ],
        },
      },
      // Apart, so that PostgreSQL is started only where a test needs it.
      {
        test: {
          ...shared,
          name: "postgres",
          include: [withPostgres],
          globalSetup: "test/postgres/global-setup.ts",
        },
      },
    ],
  },
});
