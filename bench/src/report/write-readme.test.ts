import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeBetweenMarks } from "./write-readme.ts";

const fileWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "task-contracts-bench-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "README.md");
  writeFileSync(file, text);
  return file;
};

test("what stands between the marks is replaced, and nothing else", () => {
  const file = fileWith(
    "a\n<!-- bench:begin, written by pnpm bench --write -->\nold\n<!-- bench:end -->\nb\n",
  );
  writeBetweenMarks(file, "new");
  writeBetweenMarks(file, "newer");

  expect(readFileSync(file, "utf8")).toBe(
    "a\n<!-- bench:begin, written by pnpm bench --write -->\n\nnewer\n\n<!-- bench:end -->\nb\n",
  );
});

test("a file without marks is left alone, with an error that says what it lacks", () => {
  const file = fileWith("a\n");

  expect(() => writeBetweenMarks(file, "new")).toThrow("<!-- bench:end -->");
  expect(readFileSync(file, "utf8")).toBe("a\n");
});
