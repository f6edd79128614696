import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type Plugin } from "vitest/config";
import type { TestProject } from "vitest/node";
import { lightMockFor } from "./scripts/light-mock.ts";

/**
 * Chromium: on Linux that of a package, which unpacks it into the folder for temporary files. That is one of our own here,
 * since another package's tests may unpack theirs at the same moment. Elsewhere it is the machine's own Chrome.
 */
const findBrowser = async (): Promise<object> => {
  if (process.platform !== "linux") return { channel: "chrome" };
  const folder = fileURLToPath(new URL("node_modules/.cache/chromium", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    return { executablePath: await chromium.executablePath(), args: chromium.args };
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
};

/** What all projects share. Imports of CommonJS mean in tests what they mean to Node. */
const shared = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  deps: { interopDefault: false },
  // Loading the mock anew for each file takes longer than the tests.
  isolate: false,
};

/** Installs the packed package, for projects whose tests use it as users do. */
const installsPackage = { globalSetup: ["test/support/install-once.ts"] };

/** Vite makes JavaScript of JSON, which a browser would then refuse as JSON. */
const jsonAsModules = (): Plugin => ({
  name: "json-as-modules",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith(".ts") ? code.replaceAll(/(?:, \{)? with:? \{ type: "json" \}(?: \})?/g, "") : undefined,
});

/** As in the package that is published. */
const lightMock = (): Plugin => ({
  name: "light-mock",
  enforce: "pre",
  resolveId: (source) => lightMockFor(source),
});

/** The service worker of MSW, at its usual place. */
const mswWorker = (): Plugin => ({
  name: "msw-worker",
  configureServer: ({ middlewares }) => {
    const script = readFileSync(fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js")));
    middlewares.use("/mockServiceWorker.js", (_, response) => {
      response.setHeader("content-type", "text/javascript").end(script);
    });
  },
});

/** What tests import from the sources is there the module of the installed package, as a user's bundler finds it. */
const installedPackage = (): Plugin => {
  let project: TestProject;
  return {
    name: "installed-package",
    enforce: "pre",
    configureVitest: (context) => {
      ({ project } = context);
    },
    resolveId: (source, importer) => {
      const [, name] = /^(?:\.\.\/)+src\/(index|msw)\.ts$/.exec(source) ?? [];
      if (name === undefined || !importer?.startsWith(tests)) return undefined;
      return `${project.getProvidedContext().installedMock}/dist/${name}.js`;
    },
  };
};

const tests = fileURLToPath(new URL("test/", import.meta.url));

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "node",
          include: ["src/**/*.test.ts", "test/*.test.ts", "test/node/*.test.ts"],
        },
      },
      { test: { ...shared, ...installsPackage, name: "package", include: ["test/package/*.test.ts"] } },
      {
        plugins: [jsonAsModules(), lightMock(), installedPackage(), mswWorker()],
        test: {
          ...shared,
          ...installsPackage,
          name: "chromium",
          include: [
            "src/{contract,control,engine,parsing,text}/**/*.test.ts",
            "test/*.test.ts",
            "test/browser/*.test.ts",
          ],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: await findBrowser() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
