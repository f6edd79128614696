import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumer, installExample, pack, type Tarball } from "./support/consumer.ts";

const examples = ["vitest", "node-test"] as const;

let tarball: Tarball;
const consumers = new Map<string, Consumer>();

beforeAll(async () => {
  tarball = await pack();
  for (const name of examples) consumers.set(name, await installExample(name, tarball.path));
}, 120_000);

afterAll(async () => {
  await Promise.all([tarball, ...consumers.values()].map((each) => each.remove()));
});

const consumer = (name: string): Consumer => {
  const found = consumers.get(name);
  if (!found) throw new Error(`The example ${name} was not installed.`);
  return found;
};

test("the package has its bundle, its types and its papers, and nothing else", () => {
  const chunk = /^dist\/chunks\/[\w-]+-….js$/;

  expect(tarball.files.filter((file) => chunk.test(file)).length).toBeGreaterThan(10);
  expect(tarball.files.filter((file) => !chunk.test(file)).toSorted()).toEqual([
    "LICENSE",
    "README.md",
    "dist/THIRD-PARTY-LICENSES.txt",
    "dist/bin.js",
    "dist/index.js",
    "dist/types/index.d.ts",
    "dist/types/start-mock-server.d.ts",
    "dist/types/vitest.d.ts",
    "dist/vitest.js",
    "package.json",
  ]);
});

test("nothing else is installed with the package", () => {
  expect(consumer("node-test").installed).toEqual(["node_modules/@task-contracts/mock-server"]);
});

describe("the tests of an example pass", () => {
  test("vitest", async () => {
    expect(await consumer("vitest").npm("test")).toMatch(/Tests +4 passed/);
  }, 60_000);

  test("node-test", async () => {
    expect(await consumer("node-test").npm("test")).toMatch(/pass 3\n[^]*fail 0/);
  }, 60_000);
});

describe("an example is type-checked, the types of the package with it", () => {
  test.each(
    examples.flatMap((name) => [[name, "node16", "node16"] as const, [name, "bundler", "esnext"] as const]),
  )(
    "%s with moduleResolution %s",
    async (name, resolution, module) => {
      const args = ["--module", module, "--moduleResolution", resolution, "--skipLibCheck", "false"];

      expect(await consumer(name).npm("exec", "--offline", "--", "tsc", ...args)).toBe("");
    },
    60_000,
  );
});

test("what the package does not export cannot be imported", async () => {
  const args = [
    "--eval",
    `import("@task-contracts/mock-server/src/index.ts").catch(({ code }) => console.log(code))`,
  ];

  expect(await consumer("node-test").npm("exec", "--offline", "--", "node", ...args)).toBe(
    "ERR_PACKAGE_PATH_NOT_EXPORTED\n",
  );
});
