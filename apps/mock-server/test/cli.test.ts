import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { limitsOf } from "@task-contracts/mock/limits";
import { startCallbackReceiver, startMockServer } from "../src/index.ts";
import manifest from "../package.json" with { type: "json" };
import { newTask } from "./support/new-task.ts";
import { linesOf, runBin } from "./support/run-bin.ts";

const sh = promisify(execFile);

test("the server prints its base URLs and a curl that works as it is", async () => {
  const { writes } = runBin("--port", "0");

  await writes(/scale-v1 +http:\/\/127\.0\.0\.1:\d+\/scale-v1 +and +http:\/\/127\.0\.0\.1:\d+\/v1\n/);
  const [, curl = ""] = await writes(/Try it:\n +(curl .*)\n/);
  const { stdout } = await sh("sh", ["-c", `${curl} --silent --fail`]);

  expect(JSON.parse(stdout)).toHaveProperty("docs");
});

test("programs get one line of JSON per event on the standard output", async () => {
  const server = runBin("--port", "0");
  const [, url = ""] = await server.writes(/"curl":"curl -u test_key: (\S+?)"/);

  await fetch(url);
  await server.writes(/"event":"request"/);

  expect(linesOf(server)).toMatchObject([
    { event: "listening", apis: [{ id: "scale-v1" }, { id: "scale-beta" }, { id: "dataflowkit-v1" }] },
    { event: "request", method: "GET", path: "/scale-v1/tasks", status: 401, operation: "listTasks" },
  ]);
});

test("attempts to deliver a callback are logged, without the key of the account", async () => {
  const callbacks = await startCallbackReceiver();
  onTestFinished(() => callbacks.close());
  callbacks.answerWith(503);
  const server = runBin("--port", "0");
  const [, url = ""] = await server.writes(/"urls":\["(.*?)"/);

  const taskId = await newTask(url, "test_secret", callbacks.url);
  await server.writes(/"event":"delivery"/);

  expect(linesOf(server).find(({ event }) => event === "delivery")).toMatchObject({
    task: taskId,
    callback: "taskCompleted",
    url: callbacks.url,
    attempt: 1,
    status: 503,
    outcome: "pending",
    retryIn: 12_995,
  });
  expect(server.output.stdout).not.toContain("test_secret");
});

test("--default-api chooses what is served at /v1", async () => {
  const { writes, output } = runBin("--port", "0", "--default-api", "dataflowkit-v1");
  await writes(/Try it/);

  expect(output.stderr).toMatch(/dataflowkit-v1 +\S+\/dataflowkit-v1 +and +\S+\/v1\n/);
});

test("every printed command names the package, so that npx runs no other one", async () => {
  expect(Object.keys(manifest.bin)).toHaveLength(1);
  for (const command of ["serve", "explain", "complete", "listen", "proxy", ""]) {
    const printed = await Promise.all(
      ["--help", "--unknown"].map(async (flag) => {
        const { exit, output } = runBin(...(command === "" ? [] : [command]), flag);
        await exit;
        return output.stdout + output.stderr;
      }),
    );
    expect(printed.join("")).toContain(`npx ${manifest.name}`);
    // The configuration file has a name of its own.
    expect(printed.join("")).not.toMatch(/\btask-mock\b(?!\.config)/);
  }
});

// Windows has no signals: it ends processes at once.
const hasSignals = process.platform !== "win32";

describe.runIf(hasSignals)("the server ends cleanly on a signal", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s", async (signal) => {
    const { child, exit, writes } = runBin("--port", "0");
    await writes(/Try it/);

    child.kill(signal);

    expect(await exit).toBe(0);
  });
});

test.runIf(hasSignals)("neither an event stream nor a long poll holds up the end", async () => {
  const { child, exit, writes } = runBin("--port", "0");
  const [, origin = ""] = await writes(/control +(\S+)\/_mock\n/);
  const taskId = await newTask(`${origin}/scale-v1`, "live_key");
  const stream = await fetch(`${origin}/_mock/events`);
  const poll = fetch(`${origin}/_mock/tasks/${taskId}/delivery?timeoutMs=60000`).catch(() => "dropped");
  // Handled by now, since requests on one machine arrive in the order in which they were sent.
  await fetch(`${origin}/_mock/health`);

  child.kill("SIGTERM");

  expect(await exit).toBe(0);
  expect(await poll).toBe("dropped");
  expect(await stream.text()).toContain(": listening");
});

test("off loopback the control API asks for a token, which is printed once", async () => {
  const { output, writes } = runBin("--port", "0", "--host", "0.0.0.0");
  const [, token = ""] = await writes(/export TASK_MOCK_TOKEN=(\w+)\n/);
  const [, accounts = ""] = await writes(/Bearer \$TASK_MOCK_TOKEN" (\S+)\n/);
  await writes(/"event":"listening"/);

  expect((await fetch(accounts)).status).toBe(401);
  expect((await fetch(accounts, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  expect((output.stderr + output.stdout).split(token)).toHaveLength(2);
});

test("a token that was given is not printed", async () => {
  const { output, writes } = runBin("--port", "0", "--host", "0.0.0.0", "--token", "given_token");
  const [, control = ""] = await writes(/control +(\S+)\n/);

  const response = await fetch(`${control}/accounts`, { headers: { authorization: "Bearer given_token" } });

  expect(response.status).toBe(200);
  expect(output.stderr + output.stdout).not.toContain("given_token");
});

test("--api-key lets in only the keys that it names", async () => {
  const { writes } = runBin("--port", "0", "--api-key", "test_a", "--api-key", "test_b");
  const [, url = ""] = await writes(/scale-v1 +(\S+)/);
  const statusFor = async (key: string): Promise<number> =>
    (await fetch(`${url}/tasks`, { headers: { authorization: `Basic ${btoa(`${key}:`)}` } })).status;

  expect(await Promise.all(["test_a", "test_b", "test_c"].map(statusFor))).toEqual([200, 200, 401]);
});

test("--log-control is about terminals, and changes nothing elsewhere", async () => {
  const server = runBin("--port", "0", "--log-control");
  await server.writes(/"event":"listening"/);

  expect(server.output.stderr).toContain("Try it:");
});

test("--limit sets a limit, and may be given more than once", async () => {
  const server = runBin("--port", "0", "--limit", "snapshots=1", "--limit", "faults=0");
  const [, url = ""] = await server.writes(/control +(\S+)\n/);

  const create = async (path: string, body?: object): Promise<unknown> =>
    (
      await fetch(`${url}${path}`, {
        method: "POST",
        ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      })
    ).status;

  expect([await create("/snapshots?account=a"), await create("/snapshots?account=a")]).toEqual([200, 507]);
  expect(await create("/faults?account=a", { target: "request", status: 500 })).toBe(507);
});

test("--allow-host lets the control API be called by another name", async () => {
  const { writes } = runBin("--port", "0", "--allow-host", "mock.test");
  const [, control = ""] = await writes(/control +(\S+)\n/);
  const statusAs = async (host: string): Promise<string> =>
    (
      await sh("curl", [
        "-s",
        "-o",
        "/dev/null",
        "-w",
        "%{http_code}",
        "-H",
        `Host: ${host}`,
        `${control}/accounts`,
      ])
    ).stdout;

  expect(await statusAs("mock.test")).toBe("200");
  expect(await statusAs("evil.test")).toBe("403");
});

test("--allow-origin lets pages of another origin call the server, and --public-url is what links begin with", async () => {
  const { writes } = runBin(
    "--port",
    "0",
    "--allow-origin",
    "https://app.test",
    "--public-url",
    "https://mocks.test/base",
  );
  const [, origin = ""] = await writes(/control +(\S+)\/_mock\n/);

  const allowed = await fetch(origin, { headers: { origin: "https://app.test" } });
  const refused = await fetch(origin, { headers: { origin: "https://evil.test" } });

  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.test");
  expect(await allowed.json()).toMatchObject({ health: "https://mocks.test/base/_mock/health" });
  expect(refused.status).toBe(403);
});

test("a port that is in use is reported with the way out", async () => {
  const { port, close } = await startMockServer();
  const { exit, output } = runBin("--port", String(port));

  expect(await exit).toBe(1);
  expect(output.stderr).toBe(
    `Port ${port} on 127.0.0.1 is in use. Stop what runs there, or choose another port: --port ${port + 1}, or --port 0 for any free one.\n`,
  );
  await close();
});

describe("--help lists all options", () => {
  test.each([
    [[], ["serve", "complete", "listen", "proxy", "--port", "--store", "--version", "--help"]],
    [
      ["serve"],
      [
        "--port",
        "--host",
        "--default-api",
        "--store",
        "--api-key",
        "--token",
        "TASK_MOCK_TOKEN",
        "--allow-host",
      ],
    ],
    [["serve"], ["--allow-private-callbacks", "--callback-timeout", "--allow-origin", "--public-url"]],
    [["serve"], ["--limit", "--log-control"]],
    [["serve"], ["time zone of this machine", ...limitsOf("serve").map(([name]) => name)]],
    [["complete"], ["<task id>", "--response", "--error", "--account", "--server", "--token"]],
    [["listen"], ["--account", "--json", "--server", "--token"]],
    [
      ["proxy"],
      [
        "<api>",
        "<upstream url>",
        "--port",
        "--host",
        "--fail-on-violation",
        "--allow-host",
        "--allow-origin",
        "violationKinds",
        "warnings do not",
      ],
    ],
    [["proxy"], ["--limit", ...limitsOf("proxy").map(([name]) => name)]],
  ])("%j", async (command, expected) => {
    const { exit, output } = runBin(...command, "--help");

    expect(await exit).toBe(0);
    for (const option of expected) expect(output.stdout).toContain(option);
  });
});

test("--version prints the version of the package", async () => {
  const { exit, output } = runBin("--version");

  expect(await exit).toBe(0);
  expect(output.stdout).toBe(`${manifest.version}\n`);
});

describe("a wrong command or option is named, with the way out", () => {
  test.each([
    [["--port", "http"], "A port is a number from 0 to 65535."],
    [["--port", "65536"], "A port is a number from 0 to 65535."],
    [["--allow-origin", "*"], "Give a scheme, a host and a port, such as http://app.test:5173."],
    [["--allow-host", "http://mock"], '"http://mock" cannot be allowed as a host.'],
    [["--public-url", "mocks.test"], "Give a URL such as http://127.0.0.1:4010."],
    [
      ["--default-api", "scale-v2"],
      'The default API is "scale-v2", but must be one of scale-v1, scale-beta, dataflowkit-v1.',
    ],
    [["--prot", "1"], "Did you mean --port?"],
    [["serve", "--prot", "1"], "Did you mean --port?"],
    [["--api-key", ""], "It is empty. Is a variable not set?"],
    [["--callback-timeout", "0"], "A time is a number of milliseconds from 1 to 2147483647."],
    [["--limit", "accounts"], "Write a limit as NAME=NUMBER, such as accounts=10000."],
    [["--limit", "accounts=many"], "Write a limit as NAME=NUMBER, such as accounts=10000."],
    [["--limit", "acounts=5"], "There is no limit acounts of task-mock serve. Did you mean accounts?"],
    [["--token", "a b"], "A token has no blanks in it."],
    [["--store", "postgres"], 'There is no store "postgres".'],
    [["complet"], "Did you mean complete?"],
    [["complete"], "missing required argument 'task id'"],
    [["complete", "1", "--response", "{a"], "It is not valid JSON: "],
    [["complete", "1", "--response", "[]"], 'It must be an object, such as \'{"category": "big"}\'.'],
    [["complete", "1", "--response", "{}", "--error", "a"], "cannot be used with option"],
    [["listen", "--server", "localhost:4010"], "Give a URL such as http://127.0.0.1:4010."],
    [["proxy", "scale-v2", "http://127.0.0.1/"], "Allowed choices are scale-v1, scale-beta, dataflowkit-v1."],
    [["proxy", "scale-v1", "http://key:@127.0.0.1/"], "Leave out keys"],
    [
      ["proxy", "scale-v1", "http://127.0.0.1/", "--limit", "accounts=5"],
      "There is no limit accounts of task-mock proxy. There are proxyBodyBytes, proxyCheckedBytes, violationKinds.",
    ],
  ])("%j", async (args, message) => {
    const { exit, output } = runBin(...args);

    expect(await exit).toBe(1);
    expect(output.stderr).toContain(message);
  });
});
