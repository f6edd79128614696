import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type InstalledPackage, installPackage, run } from "../support/installed-package.ts";
import { expectedOfScenario, playScenario } from "../support/scenario.ts";

let project: InstalledPackage;
beforeAll(async () => {
  project = await installPackage();
}, 120_000);
afterAll(() => project.remove());

const installed = (): string => `${project.folder}/node_modules/@task-contracts/mock`;

const isChunk = (file: string): boolean => /^dist\/chunks\/[\w-]+\.js$/.test(file);

const isSharedType = (file: string): boolean => /^dist\/types\/(?:create-mock|mock-error)\.d\.ts$/.test(file);

test("the package has its bundles, its types and its papers, and nothing else", async () => {
  const found = await readdir(installed(), { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => relative(installed(), join(parentPath, name)).replaceAll("\\", "/"))
    .toSorted();
  expect(files.filter(isChunk).length).toBeGreaterThan(10);
  expect(files.filter((file) => !isChunk(file) && !isSharedType(file))).toEqual([
    "LICENSE",
    "README.md",
    "dist/THIRD-PARTY-LICENSES.txt",
    "dist/index.js",
    "dist/msw.js",
    "dist/service-worker.js",
    "dist/types/index.d.ts",
    "dist/types/msw.d.ts",
    "dist/types/service-worker.d.ts",
    "dist/types/worker-main.d.ts",
    "dist/types/worker.d.ts",
    "dist/worker-main.js",
    "dist/worker.js",
    "package.json",
  ]);
});

test("nothing else is installed with it", async () => {
  const lock = JSON.parse(await readFile(`${project.folder}/package-lock.json`, "utf8")) as {
    readonly packages: object;
  };
  expect(Object.keys(lock.packages).filter((path) => path !== "")).toEqual([
    "node_modules/@task-contracts/mock",
  ]);
});

test("it imports nothing of Node's, and of others only MSW", async () => {
  const foreign = new Set<string>();
  const build = await rolldown({
    input: ["index", "msw", "service-worker", "worker", "worker-main"].map(
      (name) => `${installed()}/dist/${name}.js`,
    ),
    platform: "neutral",
    external: (name) => /^[^./]/.test(name) && foreign.add(name).size > 0,
  });
  const { output } = await build.generate();
  await build.close();
  // The entries are absolute paths.
  expect([...foreign].filter((name) => !name.startsWith(installed()))).toEqual(["msw"]);
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
  expect(/\bprocess\.(?:env|version|nextTick)/.test(code)).toBe(false);
});

/** Node 22 comes with the tests of the client. */
const node22 = (): string => {
  const require = createRequire(new URL("../../../client/test/node-22/package.json", import.meta.url));
  const manifest = require.resolve("node/package.json");
  const { bin } = require(manifest) as { readonly bin: { readonly node: string } };
  return join(dirname(manifest), bin.node);
};

test.each([
  ["this Node", process.execPath],
  ["Node 22", node22()],
])("%s imports what is exported, and mocks an API with it", async (_, node) => {
  await project.write(
    "program.js",
    `import { createMock } from "@task-contracts/mock";
    import * as msw from "@task-contracts/mock/msw";
    import * as worker from "@task-contracts/mock/worker";
    import manifest from "@task-contracts/mock/package.json" with { type: "json" };
    const mock = await createMock({ apis: ["dataflowkit-v1"] });
    const response = await mock.fetch("https://api.dataflowkit.com/v1/tasks?api_key=a", { method: "POST" });
    const health = await (await mock.fetch("http://mock.test/_mock/health")).json();
    console.log(JSON.stringify({
      status: response.status,
      isSameVersion: manifest.version === health.version,
      exports: [Object.keys(msw), Object.keys(worker)],
      hidden: await import("@task-contracts/mock/create-core").catch(({ code }) => code),
    }));`,
  );
  const printed = await run(node, ["program.js"], project.folder);
  expect(JSON.parse(printed)).toEqual({
    status: 200,
    isSameVersion: true,
    exports: [
      ["createHandlers"],
      ["ControlError", "MockError", "connectMock", "registerMock", "startMockWorker"],
    ],
    hidden: "ERR_PACKAGE_PATH_NOT_EXPORTED",
  });
});

test.each([
  ["mock.fetch", "const send = mock.fetch;"],
  [
    "MSW",
    `import { setupServer } from "msw/node";
    import { createHandlers } from "@task-contracts/mock/msw";
    setupServer(...createHandlers(mock)).listen();
    const send = fetch;`,
  ],
])(
  "with %s, a duplicate, a receiver that is down, and a cancel that is refused are as with the service",
  async (_, way) => {
    await project.write(
      "scenario.js",
      `import { createMock } from "@task-contracts/mock";
    let count = 0;
    const mock = await createMock({
      callbacks: () => new Response(null, { status: ++count > 6 ? 200 : 500 }),
    });
    ${way}
    const play = ${playScenario.toString()};
    console.log(JSON.stringify(await play(send, mock.account("test_a"), () => count)));
    await mock.close();
    process.exit();`,
    );
    expect(JSON.parse(await run(process.execPath, ["scenario.js"], project.folder))).toEqual(
      expectedOfScenario,
    );
  },
);
