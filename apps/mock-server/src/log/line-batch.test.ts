import { spawnSync } from "node:child_process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { batchLines } from "./line-batch.ts";

test("lines of one turn are written together and in order, and those of the next turn by themselves", async () => {
  const written: string[] = [];
  const write = batchLines((lines) => written.push(lines));

  write("one\n");
  write("two\n");
  expect(written).toEqual([]);
  await nextTurn();
  write("three\n");
  await nextTurn();

  expect(written).toEqual(["one\ntwo\n", "three\n"]);
});

test.each([
  ["exits", "process.exit(3)", 3],
  ["fails", "throw new Error('oops')", 1],
])("what is gathered when a process %s is written", (_, end, code) => {
  const file = new URL("line-batch.ts", import.meta.url).href;
  const script = `import { batchLines } from ${JSON.stringify(file)};
    const write = batchLines((lines) => process.stdout.write(lines));
    for (let index = 0; index < 3; index++) write(index + "\\n");
    ${end};`;

  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", script]);

  expect(stdout.toString()).toBe("0\n1\n2\n");
  expect(status).toBe(code);
});
