import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { replaceFolder } from "./replace-folder.ts";

test("a replaced folder has the new files, none of the old ones, and no leftovers beside it", async () => {
  const folder = join(await mkdtemp(join(tmpdir(), "contracts-test-")), "dist");
  onTestFinished(() => rm(dirname(folder), { recursive: true }));
  await replaceFolder(folder, new Map([["old.js", "1"]]));
  await replaceFolder(folder, new Map([["api/new.js", "2"]]));
  expect(await readdir(folder, { recursive: true })).toEqual(["api", join("api", "new.js")]);
  expect(await readFile(join(folder, "api/new.js"), "utf8")).toBe("2");
  expect(await readdir(dirname(folder))).toEqual(["dist"]);
});
