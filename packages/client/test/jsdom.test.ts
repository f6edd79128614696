import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { exec } from "./exec.ts";
import { test } from "./test.ts";

const program = fileURLToPath(new URL("jsdom/program.ts", import.meta.url));

test("Calls work in jsdom, whose signals are not those of fetch.", async ({ serve }) => {
  const { url } = await serve((_, response) => response.end('{"docs":[]}'));
  const slow = await serve(() => undefined);
  const output = await exec(process.execPath, [program, url, slow.url], ".");
  const page = { docs: [] };
  expect(JSON.parse(output)).toEqual({
    page,
    withSignal: page,
    withHook: page,
    withHttp: page,
    file: JSON.stringify(page),
    timeout: true,
  });
});
