import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { respect } from "./support/respect.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

/** Each workflow file gets API keys that no other uses. */
const suites = [
  {
    file: "scale-v1/workflows/task-life.arazzo.yaml",
    source: "scale",
    path: "/scale-v1",
    inputs: { testKey: "test_scale", liveKey: "live_scale" },
    workflows: 5,
  },
  {
    file: "scale-beta/workflows/task-life.arazzo.yaml",
    source: "beta",
    path: "/scale-beta",
    inputs: { apiKey: "live_beta" },
    workflows: 1,
  },
  {
    file: "dataflowkit-v1/workflows/task-life.arazzo.yaml",
    source: "dataflowkit",
    path: "/dataflowkit-v1",
    inputs: { apiKey: "dataflowkit" },
    workflows: 1,
  },
  {
    file: "mock-control-v1/workflows/steer-an-account.arazzo.yaml",
    source: "control",
    path: "/_mock",
    inputs: { account: "test_steered" },
    workflows: 5,
  },
];

describe.concurrent("the workflows pass", () => {
  test.each(suites)(
    "$file",
    async ({ file, source, path, inputs, workflows }) => {
      const { code, output } = await respect(file, { [source]: server.mock.url() + path }, inputs);

      expect(output).toContain(`Workflows: ${workflows} passed, ${workflows} total`);
      expect(code).toBe(0);
    },
    60_000,
  );
});

test("a workflow fails against a server of another API", async () => {
  const file = "scale-beta/workflows/task-life.arazzo.yaml";

  const { code, output } = await respect(file, { beta: server.mock.url("dataflowkit-v1") }, {});

  expect(output).toContain("Workflows: 1 failed, 1 total");
  expect(code).toBe(1);
}, 60_000);

test("no workflow file goes untested", () => {
  const folder = fileURLToPath(new URL("../../../openapi", import.meta.url));

  expect(globSync("*/workflows/*", { cwd: folder }).toSorted()).toEqual(
    suites.map(({ file }) => file).toSorted(),
  );
});
