import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Consumer,
  copyExample,
  install,
  type Installation,
  pack,
  type Tarball,
} from "./support/consumer.ts";
import { hasProgram } from "./support/has-program.ts";

const folder = fileURLToPath(new URL("../examples", import.meta.url));
const standIn = fileURLToPath(new URL("support/run_pytest_example.py", import.meta.url));
const examples = (await readdir(folder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

let tarball: Tarball;
let installation: Installation;
const consumers = new Map<string, Consumer>();

beforeAll(async () => {
  tarball = await pack();
  installation = await install(tarball.path);
  for (const name of examples) consumers.set(name, await copyExample(name, installation));
}, 120_000);

afterAll(async () => {
  await Promise.all([tarball, installation, ...consumers.values()].map((each) => each.remove()));
});

const consumer = (name: string): Consumer => {
  const found = consumers.get(name);
  if (!found) throw new Error(`The example ${name} was not installed.`);
  return found;
};

test("the package has its bundles, its types and its papers, and nothing else", () => {
  const chunk = /^dist\/(?:cjs\/)?chunks\/[\w-]+-….c?js$/;

  expect(tarball.files.filter((file) => chunk.test(file)).length).toBeGreaterThan(20);
  expect(tarball.files.filter((file) => !chunk.test(file)).toSorted()).toEqual([
    "LICENSE",
    "README.md",
    "dist/THIRD-PARTY-LICENSES.txt",
    "dist/bin.js",
    "dist/cjs/index.cjs",
    "dist/cjs/jest.cjs",
    "dist/cjs/node-test.cjs",
    "dist/cjs/playwright.cjs",
    "dist/index.js",
    "dist/jest.js",
    "dist/node-test.js",
    "dist/playwright.js",
    "dist/types/fixtures.d.cts",
    "dist/types/fixtures.d.ts",
    "dist/types/index.d.cts",
    "dist/types/index.d.ts",
    "dist/types/jest.d.cts",
    "dist/types/jest.d.ts",
    "dist/types/node-test.d.cts",
    "dist/types/node-test.d.ts",
    "dist/types/playwright.d.cts",
    "dist/types/playwright.d.ts",
    "dist/types/start-mock-server.d.cts",
    "dist/types/start-mock-server.d.ts",
    "dist/types/vitest.d.ts",
    "dist/vitest.js",
    "package.json",
  ]);
});

test("nothing else is installed with the package", () => {
  expect(installation.installed).toEqual(["node_modules/@task-contracts/mock-server"]);
});

describe("the scenario passes, as a user of the packed package writes it, with", () => {
  test.for([
    ["vitest", /Tests +8 passed/],
    ["jest", /Tests: +4 passed, 4 total/],
    ["jest-esm", /Tests: +4 passed, 4 total/],
    ["jest-typescript", /Tests: +4 passed, 4 total/],
    ["node-test", /pass 7\n[^]*fail 0/],
    ["node-test-commonjs", /pass 4\n[^]*fail 0/],
    ["playwright", /4 passed/],
  ] as const)("%s", async ([name, passed]) => {
    const { stdout, stderr } = await consumer(name).npm("test");

    expect(stdout + stderr).toMatch(passed);
  });

  test("pytest, or without it Python's standard library", async ({ skip }) => {
    skip(!hasProgram("python3"), "This machine has no python3.");
    const python = consumer("pytest");

    const { stdout } = hasProgram("python3", "-m", "pytest", "--version")
      ? await python.npm("test")
      : await python.run("python3", standIn);

    expect(stdout).toMatch(/\b4 passed/);
  });

  test("a shell, as any language does it", async ({ skip }) => {
    skip(!hasProgram("curl"), "This machine has no curl.");

    const { stdout } = await consumer("any-language").npm("test");

    expect(stdout.match(/^ok - /gm)).toHaveLength(4);
  });

  test("Java", async ({ skip }) => {
    skip(!hasProgram("javac"), "This machine has no JDK.");

    expect((await consumer("java").npm("test")).stdout).toMatch(/^3 passed$/m);
  });
});

test("the example for pytest also passes without pytest", async ({ skip }) => {
  skip(!hasProgram("python3"), "This machine has no python3.");

  expect((await consumer("pytest").run("python3", standIn)).stdout).toBe("4 passed\n");
});

describe("an example is type-checked, the types of the package with it", () => {
  test.for([
    ["vitest", "node16", "node16"],
    ["vitest", "bundler", "esnext"],
    ["node-test", "nodenext", "nodenext"],
    ["node-test", "bundler", "esnext"],
    ["playwright", "node16", "node16"],
    ["playwright", "bundler", "esnext"],
    // TypeScript 5.
    ["jest-typescript", "node10", "commonjs"],
    ["jest-typescript", "nodenext", "nodenext"],
  ] as const)("%s with moduleResolution %s", async ([name, resolution, module]) => {
    const args = ["--module", module, "--moduleResolution", resolution, "--skipLibCheck", "false"];

    expect((await consumer(name).npm("exec", "--offline", "--", "tsc", ...args)).stdout).toBe("");
  });
});

test("import and require get the same classes, so that instanceof holds for both", async () => {
  const program = `
    const { MockError } = require("@task-contracts/mock-server");
    import("@task-contracts/mock-server").then((imported) => console.log(imported.MockError === MockError));
  `;

  const { stdout } = await consumer("node-test-commonjs").run(process.execPath, "--eval", program);

  expect(stdout).toBe("true\n");
});

test("what the package does not export cannot be imported", async () => {
  const args = [
    "--eval",
    `import("@task-contracts/mock-server/src/index.ts").catch(({ code }) => console.log(code))`,
  ];

  expect((await consumer("node-test").run(process.execPath, ...args)).stdout).toBe(
    "ERR_PACKAGE_PATH_NOT_EXPORTED\n",
  );
});
