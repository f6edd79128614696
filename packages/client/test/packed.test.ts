import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect } from "vitest";
import { bundle } from "./bundle.ts";
import { createConsumerProject } from "./consumer-project.ts";
import { exec, tsc, tsc5 } from "./exec.ts";
import { launchBrowser } from "./launch-browser.ts";
import { findRuntimes } from "./runtimes.ts";
import { test } from "./test.ts";

const workerd = fileURLToPath(new URL("bin/workerd", import.meta.resolve("workerd/package.json")));
const jest = fileURLToPath(new URL("bin/jest.js", import.meta.resolve("jest/package.json")));
const runtimes = await findRuntimes();

/** What the program of a consumer says wherever it runs. */
const expected = [
  "category big",
  "duration true",
  "listed 1",
  "missing NotFoundError",
  "total 1",
  "beta categorization",
  "job initialized",
  "callback 204 401 taskCompleted",
];

const project = await createConsumerProject();

afterAll(() => project.remove());

/** Stricter than most projects are, and with a look into our declarations. */
const strict =
  "--noEmit --target es2022 --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess".split(" ");

describe("the packed package has types for", () => {
  test("browsers, with moduleResolution bundler", async () => {
    const modules = ["--module", "esnext", "--moduleResolution", "bundler"];
    const options = ["--lib", "es2022,dom,dom.iterable,dom.asynciterable", "--types", ""];
    const args = [tsc, "main.ts", "worker.ts", ...strict, ...modules, ...options];
    expect(await exec(process.execPath, args, project.folder)).toBe("");
  });

  test.for([
    ["ES modules", "node16", "node16", ".", tsc],
    ["ES modules", "nodenext", "nodenext", ".", tsc],
    ["CommonJS", "node16", "node16", "commonjs", tsc],
    ["CommonJS", "nodenext", "nodenext", "commonjs", tsc],
    ["CommonJS", "bundler", "commonjs", "commonjs", tsc],
    // TypeScript 7 has it no more.
    ["CommonJS", "node10", "commonjs", "commonjs", tsc5],
  ] as const)("%s in Node, with moduleResolution %s", async ([, resolution, module, folder, compiler]) => {
    const modules = ["--module", module, "--moduleResolution", resolution];
    const args = [compiler, `${folder}/main.ts`, ...strict, ...modules, "--lib", "es2023", "--types", "node"];
    expect(await exec(process.execPath, args, project.folder)).toBe("");
  });
});

describe("the packed package runs on", () => {
  test("Node 20, 22 and 24 at least, whatever else this machine has", () => {
    const versions = runtimes.map(({ name }) => name);
    expect(versions).toContainEqual(expect.stringMatching(/^Node v20\.18\./));
    expect(versions).toContainEqual(expect.stringMatching(/^Node v22\./));
    expect(versions).toContainEqual(expect.stringMatching(/^Node v24\./));
  });

  // CI says which it has set up: one that is not found would otherwise go untested, and nobody would see it.
  const promised = process.env["RUNTIMES"]?.split(", ") ?? [];
  test.for(promised)("%s, which RUNTIMES asks for", (name) => {
    expect(runtimes.filter((runtime) => `${runtime.name}.`.startsWith(`${name}.`)).length).toBeGreaterThan(0);
  });

  test.for(runtimes)("$name", async ({ file, args }, { mock, apiKey }) => {
    const output = await exec(file, [...args, "built/main.js", mock.url(), apiKey], project.folder);
    expect(JSON.parse(output)).toEqual(expected);
  });

  // Deno runs CommonJS from packages, but not from a program without a configuration.
  test.for(runtimes.filter(({ name }) => name !== "Deno"))(
    "$name, as CommonJS",
    async ({ file, args }, { mock, apiKey }) => {
      const output = await exec(file, [...args, "commonjs/main.js", mock.url(), apiKey], project.folder);
      expect(JSON.parse(output)).toEqual(expected);
    },
  );

  test("Jest, as CommonJS and without a flag of Node's", async ({ mock, apiKey }) => {
    const surroundings = JSON.stringify({ origin: mock.url(), apiKey });
    const code = `
      const { run } = require("./program.js");
      test("runs", async () => expect(await run(${surroundings})).toEqual(${JSON.stringify(expected)}));
    `;
    await writeFile(`${project.folder}/commonjs/program.test.js`, code);
    await exec(process.execPath, [jest, "--rootDir", "commonjs"], project.folder);
  });

  test("workerd", async ({ mock, apiKey }) => {
    // In one file, as tools for workers make it.
    const [worker] = await bundle(`${project.folder}/built/worker.js`, { split: false });
    await writeFile(`${project.folder}/worker.js`, worker.code);
    await writeFile(`${project.folder}/config.capnp`, workerConfig({ origin: mock.url(), apiKey }));
    const output = await exec(process.execPath, [workerd, "test", "config.capnp"], project.folder);
    expect(JSON.parse(output)).toEqual(expected);
  });

  test("Chromium", async ({ mock, apiKey }) => {
    await writeFile(`${project.folder}/page.js`, 'export { run } from "./built/program.js";');
    const files = await bundle(`${project.folder}/page.js`, { split: true });
    const loaded: string[] = [];
    // The mock server lets pages from this machine call it, and a page needs a server to be one.
    const server = createServer((request, response) => {
      const script = files.find(({ fileName }) => request.url === `/${fileName}`);
      if (script) loaded.push(script.fileName);
      response.setHeader("content-type", script ? "text/javascript" : "text/html");
      response.end(script?.code ?? "<!doctype html><title>Test</title>");
    }).listen(0, "127.0.0.1");
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const result = await page.evaluate(
        `import("/page.js").then(({ run }) => run(${JSON.stringify({ origin: mock.url(), apiKey })}))`,
      );
      expect(result).toEqual(expected);
      // The program uses `http`, which is loaded by then.
      expect(loaded.length).toBeGreaterThan(1);
      expect(loaded.toSorted()).toEqual(files.map(({ fileName }) => fileName).toSorted());
    } finally {
      await browser.close();
      server.close();
    }
  });
});

describe("import and require get the same classes, so that instanceof and guards hold for both, on", () => {
  test.for(runtimes.filter(({ name }) => name.startsWith("Node")))("$name", async ({ file }) => {
    const program = ["scale", "scale-beta", "dataflowkit", "callbacks"].map(
      (entry) => `
        import("@task-contracts/client/${entry}").then((imported) => {
          const required = require("@task-contracts/client/${entry}");
          const names = Object.keys(required).filter((name) => name !== "__esModule");
          console.log(names.length > 5 && names.every((name) => imported[name] === required[name]));
        });
      `,
    );
    const output = await exec(file, ["--eval", program.join("")], `${project.folder}/commonjs`);
    expect(output).toBe("true\n".repeat(4));
  });
});

/** A worker that may call this machine, with what it is to know. */
const workerConfig = (variables: Readonly<Record<string, string>>): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [
  (name = "main", worker = (
    compatibilityDate = "2026-07-01",
    modules = [(name = "worker.js", esModule = embed "worker.js")],
    bindings = [${Object.entries(variables)
      .map(([name, text]) => `(name = "${name}", text = "${text}")`)
      .join(", ")}],
  )),
  (name = "internet", network = (allow = ["private", "local"])),
]);
`;
