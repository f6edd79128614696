import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { configurable, configure, variableOf } from "../src/commands/configuration.ts";
import { serveCommand } from "../src/commands/serve-command.ts";
import { startMockServer } from "../src/index.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

/** Runs `serve` in a folder with these files. */
const run = async (
  args: readonly string[],
  {
    env = {},
    files = {},
  }: { readonly env?: Record<string, string>; readonly files?: Record<string, string> } = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> => {
  const cwd = join(temporaryFolder(), "work");
  mkdirSync(cwd);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return promisify(execFile)(process.execPath, [bin, "serve", ...args], {
    cwd,
    env: { ...process.env, ...env },
  }).then(
    ({ stderr, stdout }) => ({ code: 0, stderr, stdout }),
    ({ code, stderr, stdout }: { code: number; stderr: string; stdout: string }) => ({
      code,
      stderr,
      stdout,
    }),
  );
};

type Printed = Record<string, { readonly value: unknown; readonly from: string }>;

const printed = async (...given: Parameters<typeof run>): Promise<Printed> => {
  const { stderr, stdout } = await run(["--print-config", ...given[0]], given[1]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Printed;
};

/** A value for each option that takes one. */
const examples: Readonly<Record<string, string>> = {
  port: "4321",
  contract: "shop=shop.yaml",
  publicUrl: "https://mocks.example/base",
  instanceUrl: "http://10.0.0.1:4010",
  lease: "7000",
  callbackTimeout: "1234",
  limit: "accounts=7",
  allowOrigin: "https://app.test",
  tenant: "token=team_a_*,live_b",
  logLevel: "warn",
};

/** Where the value of an option comes from, and which it is. */
const configured = async (
  name: string,
): Promise<{ readonly value: unknown; readonly from: string | undefined }> => {
  const command = serveCommand();
  const { sources } = await configure(command);
  return { value: command.getOptionValue(name), from: sources.get(name) };
};

describe("each option", () => {
  const options = configurable(serveCommand());

  test.each([...options.keys()])("%s is read from its variable, and from a file", async (name) => {
    const isFlag = options.get(name)?.required === false;
    const text = isFlag ? "true" : (examples[name] ?? "some");
    const file = join(temporaryFolder(), "config.json");
    writeFileSync(file, JSON.stringify({ [name]: isFlag ? true : text }));
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv("TASK_MOCK_CONFIG", file);
    const fromFile = await configured(name);
    vi.stubEnv(variableOf(name), text);
    expect(fromFile).toEqual({ value: expect.anything(), from: "file" });
    expect(await configured(name)).toEqual({ value: fromFile.value, from: "environment" });
  });
});

test("the command line comes before variables, and those before the file", async () => {
  const files = { "task-mock.config.yaml": "port: 1\nhost: a.test\nstore: sqlite:file.db\n" };
  const env = { TASK_MOCK_PORT: "2", TASK_MOCK_HOST: "b.test" };
  expect(await printed(["--port", "3"], { env, files })).toMatchObject({
    port: { value: 3, from: "command line" },
    host: { value: "b.test", from: "environment" },
    store: { value: "sqlite:file.db", from: "file" },
    logLevel: { value: "info", from: "default" },
  });
});

test("options that are repeated have several values: in a list, or separated by blanks", async () => {
  const files = {
    "mine.ts":
      'export default { allowHost: ["a.test", "b.test"], limit: { accounts: 3, waits: 4 }, tenant: [{ token: "t", accounts: ["a", "b_*"] }] } satisfies object;\n',
  };
  const env = { TASK_MOCK_ALLOW_ORIGIN: "https://a.test https://b.test" };
  expect(await printed(["--config", "mine.ts"], { env, files })).toMatchObject({
    allowHost: { value: ["a.test", "b.test"] },
    allowOrigin: { value: ["https://a.test", "https://b.test"] },
    limit: { value: { accounts: 3, waits: 4 } },
    tenant: { value: [{ token: "…", accounts: ["a", "b_*"] }] },
  });
});

test("what is printed has no secrets", async () => {
  const { stdout } = await run([
    "--print-config",
    "--token=secret1",
    "--api-key=secret2",
    "--tenant=secret3=a",
    "--store=postgres://user:secret4@secret5@db.test/mocks?password=secret6",
  ]);
  expect(stdout).not.toContain("secret");
  expect(stdout).toContain("postgres://db.test/mocks");
});

test.each([
  [
    "port in the file",
    { "task-mock.config.json": '{ "port": "x" }' },
    {},
    "port in task-mock.config.json is wrong. A port is a number",
  ],
  ["a variable", {}, { TASK_MOCK_LIMIT: "acounts=1" }, "TASK_MOCK_LIMIT is wrong. There is no limit acounts"],
  [
    "a flag",
    {},
    { TASK_MOCK_ERRORS: "maybe" },
    'TASK_MOCK_ERRORS is wrong. It is "maybe", but must be true or false.',
  ],
  [
    "a name",
    { "task-mock.config.json": '{ "prot": 1 }' },
    {},
    'task-mock.config.json has "prot", which is no option. Did you mean port?',
  ],
  [
    "a list",
    { "task-mock.config.yaml": "- port\n" },
    {},
    "task-mock.config.yaml must be an object with options",
  ],
  ["JSON", { "task-mock.config.json": "{" }, {}, "task-mock.config.json cannot be read:"],
  ["no file", {}, { TASK_MOCK_CONFIG: "none.json" }, "There is no file none.json. Name one with --config."],
])("%s that is wrong is refused, by its name", async (_, files, env, message) => {
  const { code, stderr } = await run([], { files, env });
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});

const seed = `
accounts:
  live_shop:
    frozen: true
    settings:
      callbackAuthKey: cb_of_the_shop
      testCompletion: manual
    tasks:
      - operation: createCategorizationTask
        body: &task
          callback_url: http://127.0.0.1:9/
          instruction: Is this big or small?
          attachment_type: text
          attachment: ant
          categories: [big, small]
      - api: scale-v1
        operation: createCategorizationTask
        body: *task
  live_empty:
`;

const writeSeed = (text: string): string => {
  const file = join(temporaryFolder(), "seed.yaml");
  writeFileSync(file, text);
  return file;
};

describe("a seed", () => {
  test("has accounts, settings, clocks and tasks, which are made once", async () => {
    const seedFile = writeSeed(seed);
    const store = `sqlite:${join(temporaryFolder(), "tasks.db")}`;
    for (const round of [1, 2]) {
      const mock = await startMockServer({ seedFile, store });
      const account = mock.account("live_shop");
      expect(await account.settings()).toMatchObject({
        callbackAuthKey: "cb_of_the_shop",
        testCompletion: "manual",
      });
      expect((await account.clock.now()).frozen).toBe(true);
      expect([round, (await account.tasks()).total]).toEqual([round, 4]);
      await mock.close();
    }
  });

  test.each([
    ["accounts: 1", "accounts must be an object"],
    ["account: {}", "it.account is unknown: there are accounts"],
    [
      "accounts: { a: { task: [] } }",
      "accounts.a.task is unknown: there are settings, frozen, frozenAt, tasks",
    ],
    ["accounts: { a: { tasks: {} } }", "accounts.a.tasks must be a list of tasks"],
    ["accounts: { a: { tasks: [{}] } }", "accounts.a.tasks[0].operation must be the operationId"],
    ["accounts: { a: { frozenAt: soon } }", "accounts.a.frozenAt must be a time"],
    [
      "accounts: { a: { tasks: [{ operation: no }] } }",
      "has the operation no, which no API that is served has",
    ],
    [
      "accounts: { a: { tasks: [{ operation: createCategorizationTask }] } }",
      "could not be created with createCategorizationTask: 400",
    ],
    ["accounts: { a: { settings: { completionDelay: 1 } } }", "completionDelay"],
  ])("that is wrong is refused: %s", async (text, message) => {
    await expect(startMockServer({ seedFile: writeSeed(text) })).rejects.toThrow(message);
  });

  test("whose task is refused is made as a whole once it is corrected", async () => {
    const store = `sqlite:${join(temporaryFolder(), "tasks.db")}`;
    const wrong = seed.replace("body: *task", "body: {}");
    await expect(startMockServer({ seedFile: writeSeed(wrong), store })).rejects.toThrow("400");
    const mock = await startMockServer({ seedFile: writeSeed(seed), store });
    expect((await mock.account("live_shop").tasks()).total).toBe(4);
    await mock.close();
  });

  test("with an unknown operation makes no account at all", async () => {
    const store = `sqlite:${join(temporaryFolder(), "tasks.db")}`;
    const wrong = seed.replace("live_empty:", "live_other: { tasks: [{ operation: none }] }");
    await expect(startMockServer({ seedFile: writeSeed(wrong), store })).rejects.toThrow("operation none");
    const mock = await startMockServer({ store });
    const accounts = await fetch(`${mock.url()}/_mock/accounts`);
    expect(await accounts.json()).toEqual([]);
    await mock.close();
  });

  test("keeps the server unready until it is there", async () => {
    const { port, close } = await startMockServer();
    await close();
    let early: Promise<number> | undefined;
    const manyTasks = "      - { operation: createCategorizationTask, body: *task }\n".repeat(30);
    const mock = await startMockServer({
      port,
      seedFile: writeSeed(seed.replace("  live_empty:", `${manyTasks}  live_empty:`)),
      // The first request is one of the seed.
      log: () => {
        early ??= fetch(`http://127.0.0.1:${port}/_mock/ready`).then(({ status }) => status);
      },
    });
    expect(await early).toBe(503);
    expect((await fetch(`${mock.url()}/_mock/ready`)).status).toBe(200);
    await mock.close();
  });

  test("that is not there is named", async () => {
    await expect(startMockServer({ seedFile: "none.yaml" })).rejects.toThrow(
      "none.yaml cannot be read: ENOENT",
    );
  });
});
