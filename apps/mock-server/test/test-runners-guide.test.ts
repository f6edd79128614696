import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { get } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { runBin } from "./support/run-bin.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = await readFile(`${root}../docs/guides/test-runners.md`, "utf8");

/** The blocks of code, by what stands behind the language. */
const blocks = Array.from(guide.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm), ([, path = "", code = ""]) => ({
  path,
  code,
}));

const withoutIndents = (text: string): string => text.replaceAll(/^ +/gm, "");

const block = (path: string): string => {
  const found = blocks.find((each) => each.path === path);
  if (!found) throw new Error(`The guide has no ${path}.`);
  return found.code;
};

test.for(blocks.filter(({ path }) => /^[\w-]+\/\w/.test(path)))(
  "what the guide shows of $path is a part of that example, which runs",
  async ({ path, code }) => {
    const example = await readFile(`${root}examples/${path}`, "utf8");

    expect(withoutIndents(example)).toContain(withoutIndents(code));
  },
);

test("the guide shows something of each way", () => {
  const ways = new Set(blocks.map(({ path }) => path.split("/")[0]));

  expect([...ways]).toEqual([
    "vitest",
    "playwright",
    "jest",
    "node-test-commonjs",
    "pytest",
    "java",
    "any-language",
    "compose.yaml",
    ".github",
  ]);
});

test("with the options of the Compose file, other containers control the mock by its name", async () => {
  const compose = block("compose.yaml");
  const options = JSON.parse(/command: (\[.*\])/.exec(compose)?.[1] ?? "[]") as string[];
  const [, token = ""] = /TASK_MOCK_TOKEN: (\w+)/.exec(compose) ?? [];
  const { writes } = runBin("serve", "--host", "0.0.0.0", "--port", "0", "--token", token, ...options);
  const [, port = ""] = await writes(/"health":"[^"]*:(\d+)\//);

  const status = await statusWith(Number(port), { authorization: `Bearer ${token}`, host: "task-mock:4010" });

  expect(status).toBe(200);
});

test("the step of GitHub Actions ends when the mock server responds", async () => {
  const [, script = ""] = /run: \|\n((?: {10}.*\n)+)/.exec(block(".github/workflows/test.yaml")) ?? [];
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "mock-server-step-"));
  const local = script
    .replace("npx -y @task-contracts/mock-server", `"${process.execPath}" "${root}dist/bin.js"`)
    .replaceAll("4010", String(port));
  expect(local).not.toContain("npx");
  const child = spawn("bash", ["-e", "-c", local], { cwd: folder, detached: true, stdio: "ignore" });
  onTestFinished(async () => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await rm(folder, { recursive: true });
  });

  const code = await new Promise((resolve) => {
    child.once("exit", resolve);
  });

  expect(code).toBe(0);
  expect((await fetch(`http://127.0.0.1:${port}/_mock/health`)).status).toBe(200);
});

/** The status of a request to the control API. `fetch` would send a Host of its own. */
const statusWith = (port: number, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/_mock/accounts", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
  });

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
