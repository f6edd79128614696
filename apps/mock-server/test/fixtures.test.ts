import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { copyExample, install, type Installation, pack } from "./support/consumer.ts";

let installation: Installation;

beforeAll(async () => {
  const tarball = await pack();
  installation = await install(tarball.path);
  await tarball.remove();
}, 60_000);

afterAll(() => installation.remove());

/** Runs one test file with the runner of an example, and returns what that prints. */
const runTests = async (example: string, file: string, code: string): Promise<string> => {
  const consumer = await copyExample(example, installation);
  onTestFinished(() => consumer.remove());
  await writeFile(join(consumer.folder, file), code);
  const { stdout, stderr } = await consumer.npm("test", "--", file);
  return stdout + stderr;
};

test("node:test: concurrent tests and subtests have keys of their own, and share the server of their file", async () => {
  const output = await runTests(
    "node-test-commonjs",
    "own.test.js",
    `
      const assert = require("node:assert/strict");
      const { after, describe, test } = require("node:test");
      const { setTimeout: sleep } = require("node:timers/promises");
      const { setUpMock } = require("@task-contracts/mock-server/node-test");
      const fixturesOf = setUpMock();
      const seen = [];
      describe("concurrent", { concurrency: true }, () => {
        for (const name of ["a", "b"]) test(name, async (t) => {
          const before = fixturesOf(t);
          await t.test("sub", (sub) => { seen.push(fixturesOf(sub)); });
          await sleep(20);
          assert.equal(fixturesOf(t), before);
          seen.push(before);
        });
      });
      after(() => {
        assert.equal(new Set(seen.map(({ apiKey }) => apiKey)).size, 4);
        assert.equal(new Set(seen.map(({ callbacks }) => callbacks.url)).size, 4);
        assert.equal(new Set(seen.map(({ mock }) => mock.url())).size, 1);
      });
    `,
  );

  expect(output).toMatch(/pass 4\n[^]*fail 0/);
});

test("node:test: fixtures that are missing are explained", async () => {
  const output = await runTests(
    "node-test-commonjs",
    "missing.test.js",
    `
      const assert = require("node:assert/strict");
      const { describe, test } = require("node:test");
      const { setUpMock } = require("@task-contracts/mock-server/node-test");
      let fixturesOf;
      describe("a suite", () => { fixturesOf = setUpMock(); test("inside", (t) => { fixturesOf(t); }); });
      test("outside", (t) => {
        assert.throws(() => fixturesOf(t), /The test "outside" has no fixtures. Call setUpMock at the top of its file/);
      });
    `,
  );

  expect(output).toMatch(/pass 2\n[^]*fail 0/);
});

test("Jest: each test has its own key on the server of its file, which has the options that are given", async () => {
  const output = await runTests(
    "jest",
    "own.test.js",
    `
      const { setUpMock } = require("@task-contracts/mock-server/jest");
      const fixtures = setUpMock({ defaultApi: "scale-beta" });
      const keys = [];
      test("outside of tests", () => expect(problem).toMatch(/There is no apiKey yet. Read it inside a test/));
      test("no apiKey", async () => {
        keys.push(fixtures.apiKey);
        expect(fixtures.mock.apis).toContain("scale-beta");
        expect((await fetch(fixtures.mock.url() + "/v1/tasks")).status).toBe(401);
      });
      test("another", () => expect(keys).not.toContain(fixtures.apiKey));
      let problem;
      try { fixtures.apiKey; } catch ({ message }) { problem = message; }
    `,
  );

  expect(output).toMatch(/Tests: +3 passed, 3 total/);
});

test("Jest: in CommonJS, and without flags, the server reads descriptions, opens SQLite and generates responses", async () => {
  const output = await runTests(
    "jest",
    "whole.test.js",
    `
      const { MockError, startMockServer } = require("@task-contracts/mock-server");
      jest.setTimeout(60_000); // for machines that are busy
      const document = {
        openapi: "3.1.0",
        info: { title: "Echo", version: "1" },
        paths: { "/echo": { get: { responses: { 200: { description: "One.", content: { "application/json": {
          schema: { type: "object", required: ["size"], properties: { size: { type: "integer", minimum: 1 } } } } } } } } } },
      };
      test("a generated response", async () => {
        const contracts = [{ id: "echo", document }];
        const mock = await startMockServer({ contracts, store: "sqlite:" + __dirname + "/tasks.db" });
        const response = await fetch(mock.url() + "/echo", { headers: { prefer: "dynamic=true" } });
        const generated = await response.json();
        await mock.close();
        expect(generated).toMatchObject({ size: expect.any(Number) });
      });
      test("an error", () =>
        expect(startMockServer({ contracts: [{ id: "none", file: "none.yaml" }] })).rejects.toThrow(MockError));
    `,
  );

  expect(output).toMatch(/Tests: +2 passed, 2 total/);
});

test("Playwright: mockOptions sets the options of the server", async () => {
  const output = await runTests(
    "playwright",
    "options.spec.ts",
    `
      import { test } from "@task-contracts/mock-server/playwright";
      import { expect } from "@playwright/test";
      test.use({ mockOptions: { apiKeys: ["the_only_one"] } });
      test("another key is refused", async ({ request, mock }) => {
        const statusWith = async (key: string) => {
          const headers = { authorization: "Basic " + btoa(key + ":") };
          return (await request.get(mock.url("scale-v1") + "/tasks", { headers })).status();
        };
        expect([await statusWith("the_only_one"), await statusWith("another")]).toEqual([200, 401]);
      });
    `,
  );

  expect(output).toMatch(/1 passed/);
});
