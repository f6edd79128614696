import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bundle, gzipSize } from "./bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

test("The package needs nothing but openapi-fetch.", async () => {
  const { dependencies } = createRequire(import.meta.url)("../package.json") as {
    readonly dependencies: object;
  };
  expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
  for (const file of await readdir(`${root}dist`, { recursive: true })) {
    if (!/\.([cm]?js|d\.c?ts)$/.test(file)) continue;
    const code = await readFile(`${root}dist/${file}`, "utf8");
    const imported = Array.from(
      code.matchAll(/(?:^(?:import|export)\b.*? from |\brequire\()"([^".][^"]*)"/gm),
      ([, name]) => name,
    );
    expect([file, ...new Set(imported)].slice(1).filter((name) => name !== "openapi-fetch")).toEqual([]);
  }
});

/** As the README says sizes: in tenths of a kilobyte, rounded. A new operation adds some bytes, and need not change it. */
const rounded = (size: number): number => Math.round(size / 100) * 100;

/** What the README says the size is, in bytes. */
const promised = async (what: string): Promise<number[]> => {
  const readme = await readFile(`${root}README.md`, "utf8");
  const row = readme.split("\n").find((line) => line.startsWith(`| ${what}`)) ?? "";
  return Array.from(row.matchAll(/([\d.]+) kB/g), ([, size]) => Number(size) * 1000);
};

/** Bundles a program that uses the package as it is built. */
const bundleProgram = async (
  name: string,
  code: string,
  options = { split: true },
): ReturnType<typeof bundle> => {
  const file = `${root}dist/size-of-${name}.js`;
  await writeFile(file, code);
  try {
    return await bundle(file, options);
  } finally {
    await rm(file);
  }
};

/** Clients load openapi-fetch later. What `create…Http` makes is openapi-fetch, which is half as large itself. */
const limits = { client: 5000, http: 5700 };

describe("min+gzip, one call of a client is at most 5 kB, and all are as small as the README says, with", () => {
  const body = "{ attachment_type: 'text', attachment: 'ant', categories: ['big', 'small'] }";

  test.for([
    ["createScaleClient", "scale", `createCategorizationTask(${body})`],
    ["createScaleBetaClient", "scale-beta", `createCategorizationTask(${body})`],
    ["createDataflowKitClient", "dataflowkit", 'runTask("5f2b")'],
    ["createScaleHttp", "scale", 'GET("/tasks")'],
    ["createScaleBetaHttp", "scale-beta", 'GET("/tasks")'],
    ["createDataflowKitHttp", "dataflowkit", 'POST("/tasks")'],
  ] as const)("%s", async ([create, entry, call]) => {
    const code = `import { ${create} } from "./${entry}/index.js"; await ${create}({ apiKey }).${call};`;
    const files = await bundleProgram(create, code);
    const [atOnce = 0, all = 0] = await promised(`one call with \`${create}\``);
    const size = gzipSize(files.filter(({ isLoadedAtOnce }) => isLoadedAtOnce));
    expect(size).toBeLessThanOrEqual(create.endsWith("Http") ? limits.http : limits.client);
    expect(rounded(size)).toBeLessThanOrEqual(atOnce);
    expect(rounded(gzipSize(files))).toBeLessThanOrEqual(all);
    expect(rounded(gzipSize(await bundleProgram(create, code, { split: false })))).toBeLessThanOrEqual(all);
    // openapi-fetch is the only thing that waits until it is needed, and it is what `create…Http` makes.
    expect(files.length).toBe(create.endsWith("Http") ? 1 : 2);
  });
});

describe("min+gzip, a receiver is as small as the README says:", () => {
  test.for(["receiveScaleCallback", "receiveScaleBetaCallback"])("%s", async (receive) => {
    const code = `import { ${receive} } from "./callbacks/index.js"; ${receive}(request, { authKey });`;
    const [size = 0] = await promised(`\`${receive}\``);
    expect(rounded(gzipSize(await bundleProgram(receive, code)))).toBeLessThanOrEqual(size);
  });
});
