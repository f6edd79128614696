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
    if (!/\.(js|d\.ts)$/.test(file)) continue;
    const code = await readFile(`${root}dist/${file}`, "utf8");
    const imported = Array.from(
      code.matchAll(/^(?:import|export)\b.*? from "([^".][^"]*)";$/gm),
      ([, name]) => name,
    );
    expect([file, ...new Set(imported)].slice(1).filter((name) => name !== "openapi-fetch")).toEqual([]);
  }
});

describe("min+gzip, as the README promises, the size of", () => {
  test.for([
    [
      "one call with `createScaleHttp`",
      'import { createScaleHttp } from "./scale/index.js"; createScaleHttp({ apiKey }).GET("/tasks");',
    ],
    [
      "one call with `createScaleClient`",
      'import { createScaleClient } from "./scale/index.js"; createScaleClient({ apiKey }).getTask("5f2b");',
    ],
    [
      "one call with `createDataflowKitClient`",
      'import { createDataflowKitClient } from "./dataflowkit/index.js"; createDataflowKitClient({ apiKey }).runTask("5f2b");',
    ],
    [
      "`receiveScaleCallback`",
      'import { receiveScaleCallback } from "./callbacks/index.js"; receiveScaleCallback(request, { authKey });',
    ],
    [
      "`receiveScaleBetaCallback`",
      'import { receiveScaleBetaCallback } from "./callbacks/index.js"; receiveScaleBetaCallback(request, { authKey });',
    ],
  ] as const)("%s", async ([name, code]) => {
    const readme = await readFile(`${root}README.md`, "utf8");
    const [, promised] = new RegExp(`\\| ${name}.* \\| ([\\d.]+) kB`).exec(readme) ?? [];
    const file = `${root}dist/size.js`;
    await writeFile(file, code);
    const size = gzipSize(await bundle(file));
    await rm(file);
    expect(size).toBeLessThanOrEqual(Number(promised) * 1000);
  });
});
