import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { exec } from "./exec.ts";
import { test } from "./test.ts";

const program = fileURLToPath(new URL("jsdom/program.ts", import.meta.url));

test("Calls work in jsdom, whose signals are not those of fetch.", async ({ serve }) => {
  const { url } = await serve((_, response) => response.end('{"docs":[]}'));
  const waiting: ServerResponse[] = [];
  const slow = await serve((request, response) => {
    waiting.push(response);
    if (request.url === "/end") for (const each of waiting) each.end("{}");
  });
  const output = await exec(process.execPath, [program, url, slow.url], ".");
  const page = { docs: [] };
  expect(JSON.parse(output)).toEqual({
    page,
    withSignal: page,
    withHook: page,
    withHttp: page,
    file: JSON.stringify(page),
    timeout: true,
    events: ["getTask TimeoutError"],
  });
});
