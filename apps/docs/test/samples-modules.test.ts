import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { successOf } from "@task-contracts/openapi-model";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { samplesOf } from "../src/samples/samples-of.ts";
import { operations } from "./support/apis.ts";
import { readFile } from "./support/pages.ts";
import { startStage } from "./support/prepare.ts";

const stage = await startStage();
// In the package, so that samples find the client where a user would have installed it.
const folder = await mkdtemp(join(import.meta.dirname, "../.samples-"));
afterAll(async () => {
  await Promise.all([stage.close(), rm(folder, { recursive: true })]);
});

let shown: unknown[] = [];

beforeEach(() => {
  shown = [];
  vi.spyOn(console, "log").mockImplementation((value: unknown) => {
    shown.push(value);
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const cases = operations.flatMap(({ api, operation, name }) =>
  (["typescript", "javascript"] as const).map((lang) => ({ api, operation, name, lang })),
);

test.for(cases)(
  "the $lang sample of $name gets the documented status",
  async ({ api, operation, name, lang }) => {
    const { call, apiKey } = await stage.prepare(api, operation);
    if (api.keyVariable !== undefined) vi.stubEnv(api.keyVariable, apiKey);
    const file = join(folder, `${name.replace(" ", "-")}.${lang === "typescript" ? "ts" : "js"}`);
    await writeFile(file, samplesOf(call).find((sample) => sample.lang === lang)?.source ?? "");
    const statuses: number[] = [];
    const answered = Promise.withResolvers<void>();
    const send = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (...request) => {
      const response = await send(...request);
      statuses.push(response.status);
      answered.resolve();
      return response;
    });

    const isEndless = call.responseType === "text/event-stream";
    // A stream that does not end is as good as read when it begins.
    await (isEndless
      ? Promise.race([import(pathToFileURL(file).href), answered.promise])
      : import(pathToFileURL(file).href));
    expect(statuses).toEqual([Number(successOf(operation).status)]);
  },
);

test("the example of the guide to the mock server shows what its comments say", async () => {
  const [source] = /(?<=^```typescript\n).*?(?=^```$)/ms.exec(readFile("guides/mock-server.md")) ?? [""];
  const file = join(folder, "guide.ts");
  await writeFile(file, source);
  await import(pathToFileURL(file).href);
  const comments = Array.from(source.matchAll(/ \/\/ (\w+)/g), ([, value]) => value);
  expect(shown.map(String)).toEqual(comments);
});
