import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const examples = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, code = ""]) => code);

/** Checks the examples as if they were files of this package, in which its own name leads to `dist`. */
function typeErrors(): string[] {
  const files = new Map(examples.map((code, index) => [`${root}example-${index}.ts`, code]));
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    noEmit: true,
    resolveJsonModule: true,
    strict: true,
    target: ts.ScriptTarget.ES2023,
  };
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.readFile = (file) => files.get(file) ?? disk.readFile(file);
  host.fileExists = (file) => files.has(file) || disk.fileExists(file);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("the examples of the README", () => {
  test("are correct TypeScript", { timeout: 60_000 }, () => {
    expect(examples.length).toBe(7);
    expect(typeErrors()).toEqual([]);
  });

  test.for(examples)("print what they say (example %#)", async (code) => {
    const flags = ["--input-type=module-typescript", "--eval", code];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: root });
    const promised = Array.from(code.matchAll(/console\.log.*; \/\/ (.*)$/gm), ([, output]) => `${output}\n`);
    expect(stdout).toBe(promised.join(""));
  });
});
