import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test, type TestContext } from "vitest";
import { findApiFolders } from "../scripts/api-folders.ts";

const script = fileURLToPath(new URL("../scripts/generate.ts", import.meta.url));
const openapi = dirname(fileURLToPath(import.meta.resolve("@task-contracts/openapi/package.json")));
const dist = fileURLToPath(new URL("../dist", import.meta.url));

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function generate(contracts: string, output: string): Promise<Run> {
  return promisify(execFile)(process.execPath, [script, contracts, output]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Run) => error,
  );
}

async function readFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string]> => [
        relative(folder, file).replaceAll("\\", "/"),
        await readFile(file, "utf8"),
      ]),
    ),
  );
}

interface Folders {
  readonly contracts: string;
  readonly output: string;
}

/** A folder with one API, `kiln-v1`, and one with what was generated before. */
async function prepare(paths: string, { onTestFinished }: TestContext): Promise<Folders> {
  const folder = await mkdtemp(join(tmpdir(), "contracts-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [contracts, output] = [join(folder, "openapi"), join(folder, "dist")];
  await mkdir(join(contracts, "kiln-v1"), { recursive: true });
  await mkdir(output);
  await writeFile(join(output, "before.js"), "");
  const root = `openapi: 3.1.0\ninfo: { title: Kiln, version: "1" }\npaths:\n  /kilns: ${paths}\n`;
  await writeFile(join(contracts, "kiln-v1/openapi.yaml"), root);
  return { contracts, output };
}

// On a busy machine a run takes several seconds.
describe.concurrent("generate", { timeout: 60_000 }, () => {
  test("writes the same bytes each time, and one line per API", async (context) => {
    const { output } = await prepare("{}", context);
    const { code, stdout } = await generate(openapi, output);
    expect(code).toBe(0);
    const lines = stdout.trim().split("\n").toSorted();
    expect(lines.map((line) => line.replace(/^(.+): \1\.json \d+\.\d kB, .+$/, "$1"))).toEqual(
      findApiFolders(openapi),
    );
    expect(await readFolder(output)).toEqual(await readFolder(dist));
  });

  test.for<[string, string, string[]]>([
    [
      "a missing file",
      "{ $ref: paths/kilns.yaml }",
      ["kiln-v1, bundle ", "Redocly CLI failed", "paths/kilns.yaml"],
    ],
    [
      "a missing operationId",
      "{ get: {} }",
      ["kiln-v1, paths./kilns.get: the operation has no operationId. Add one."],
    ],
    [
      "a format that nobody checks",
      "{ get: { operationId: g, responses: { 200: { content: { a/b: { schema: { type: string, format: hue } } } } } } }",
      ['kiln-v1, responseValidators g 200 a/b: a schema cannot be compiled: unknown format "hue"'],
    ],
    [
      "an API that package.json does not export",
      "{}",
      ["does not export ./kiln-v1.json, ./kiln-v1, ", '"./kiln-v1.json": "./dist/'],
    ],
  ])("fails for %s, says where, and leaves what was there before", async ([, paths, messages], context) => {
    const { contracts, output } = await prepare(paths, context);
    const { code, stderr } = await generate(contracts, output);
    expect(code).toBe(1);
    for (const message of messages) expect(stderr).toContain(message);
    expect(await readdir(output)).toEqual(["before.js"]);
  });
});
