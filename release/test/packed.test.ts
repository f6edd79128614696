import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkTarball } from "../src/check-tarball.ts";
import { exposingPackages } from "../src/find-shortfalls.ts";
import { repository } from "../src/files.ts";
import { packageLinks } from "../src/package-links.ts";
import { publishedPackages, readManifest } from "../src/published-packages.ts";
import { run } from "../src/run.ts";
import { installAll, type InstalledProject } from "./installed-project.ts";

let project: InstalledProject;

beforeAll(async () => {
  project = await installAll();
}, 120_000);

afterAll(() => project.remove());

const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
const strict =
  "--noEmit --target es2022 --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess".split(" ");

test("the published packages are those in which a contract reaches programs, all at one version", async () => {
  expect(project.tarballs.map(({ name }) => name).toSorted()).toEqual(exposingPackages.toSorted());
  expect(new Set(project.tarballs.map(({ version }) => version)).size).toBe(1);
});

test("npm installs them together, and nothing else but what they name", async () => {
  const lock = JSON.parse(await readFile(join(project.folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, object>;
  };
  const installed = Object.keys(lock.packages).filter((path) => path.startsWith("node_modules/"));
  expect(installed.toSorted()).toEqual(
    [...exposingPackages, "openapi-fetch", "openapi-typescript-helpers"]
      .map((name) => `node_modules/${name}`)
      .toSorted(),
  );
});

test("a program uses all of them", async () => {
  const output = await run(process.execPath, ["main.js"], project.folder);
  expect(JSON.parse(output)).toEqual(["/task/{task_id}", true, "pending", "completed", true, 401, "pending"]);
});

test("the command of the mock server runs from the project", async () => {
  const { version } = await readManifest(join(repository, "apps/mock-server"));
  const bin = join(project.folder, "node_modules/.bin/task-mock");
  expect((await run(bin, ["--version"], project.folder)).trim()).toBe(version);
});

describe.concurrent("the program is type-checked, our declarations with it, for", () => {
  test.each([
    ["Node, with moduleResolution node16", "--module node16 --lib es2023 --types node"],
    [
      "bundlers, with moduleResolution bundler",
      "--module esnext --moduleResolution bundler --lib es2023,dom,dom.iterable,dom.asynciterable --types node",
    ],
  ])("%s", async (_, options) => {
    expect(
      await run(process.execPath, [tsc, "main.ts", ...strict, ...options.split(" ")], project.folder),
    ).toBe("");
  });
});

/** The packages are ESM alone, and resolution by the rules of Node 10 knows no `exports`. */
const isOurs = (problem: object): boolean =>
  !("resolutionKind" in problem && /^node(10|16-cjs)$/.test(String(problem.resolutionKind)));

describe.each(exposingPackages)("%s is clean", (name) => {
  const tarball = async (): Promise<Buffer<ArrayBuffer>> => {
    const { path = "" } = project.tarballs.find((packed) => packed.name === name) ?? {};
    return readFile(path);
  };

  test("to publint", async () => {
    const { buffer } = await tarball();
    expect((await publint({ pack: { tarball: buffer }, strict: true })).messages).toEqual([]);
  });

  test("to attw, for those who import it", async () => {
    const result = await checkPackage(createPackageFromTarballData(await tarball()));
    const problems = "problems" in result ? result.problems : [{ kind: "NoTypes" }];
    expect(problems.filter(isOurs)).toEqual([]);
  });

  test("of what others cannot use, and names no folder of this machine", async () => {
    const packed = project.tarballs.filter((each) => each.name === name);
    expect((await Promise.all(packed.map((each) => checkTarball(each, repository)))).flat()).toEqual([]);
  });

  test("in what it says of where it comes from and how it is installed", async () => {
    const { repository: source } = await readManifest(repository);
    const found = (await publishedPackages(repository)).find(({ manifest }) => manifest.name === name);
    expect(found?.manifest).toMatchObject(packageLinks(source?.url ?? "", found?.directory ?? ""));
    const readme = await readFile(join(repository, found?.directory ?? "", "README.md"), "utf8");
    expect(readme).toMatch(new RegExp(`npm install (?:--save-dev )?${name}`));
  });
});

test("what must not be published is found in a tarball", async () => {
  const folder = join(project.folder, "bad");
  await mkdir(join(folder, "test"), { recursive: true });
  const dependencies = { other: "workspace:*" };
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "bad", version: "1.0.0", dependencies }),
  );
  await writeFile(join(folder, "test/a.js"), `import "${repository}a.js";`);
  await run("npm", ["pack", "--ignore-scripts"], folder);
  const path = join(folder, "bad-1.0.0.tgz");
  expect(await checkTarball({ name: "bad", version: "1.0.0", path }, repository)).toEqual([
    expect.stringContaining("LICENSE is missing"),
    expect.stringContaining("README.md is missing"),
    expect.stringContaining("test/a.js is of no use"),
    expect.stringContaining("test/a.js names a folder of this machine"),
    expect.stringContaining("only this repository understands"),
    expect.stringContaining("must be `public`"),
  ]);
});
