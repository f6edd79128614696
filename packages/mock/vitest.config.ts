import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig, type Plugin } from "vitest/config";
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
const shared = { testTimeout: 60_000, hookTimeout: 60_000, deps: { interopDefault: false } };

const portable = ["src/{contract,control,engine,parsing,text}/**/*.test.ts", "test/*.test.ts"];

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
      {
        plugins: [jsonAsModules(), lightMock(), mswWorker()],
        test: {
          ...shared,
          name: "chromium",
          include: [...portable, "test/browser/*.test.ts"],
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
