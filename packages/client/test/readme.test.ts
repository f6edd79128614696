import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import contract from "@task-contracts/contracts/scale-v1.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest";
import { createScaleClient, encodeForm } from "../src/scale/index.ts";
import { exec, tsc } from "./exec.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = await readFile(`${root}README.md`, "utf8");
const runner = `${root}test/readme-runner.ts`;

/** Each program of the README, by the heading that it stands under. */
const snippets = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ({ 1: code = "", index }, number) => {
  const [heading = ""] =
    readme
      .slice(0, index)
      .match(/^#+ .*$/gm)
      ?.slice(-1) ?? [];
  return { title: `${number + 1}, under ${heading.replace(/^#+ /, "")}`, code, file: `${number + 1}.ts` };
});

// In this package's folder, so that the snippets can import it by its name.
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(`${root}.readme-`);
  await Promise.all(snippets.map(({ file, code }) => writeFile(`${folder}/${file}`, code)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("All programs of the README compile.", async () => {
  const extending = { extends: `${root}tsconfig.json`, include: ["*.ts"] };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(extending));
  expect(await exec(process.execPath, [tsc, "--project", folder], root)).toBe("");
});

describe("A program of the README runs as it is printed:", () => {
  for (const { title, code, file } of snippets) {
    test(title, async ({ mock, apiKey, account }) => {
      const { callbackAuthKey } = await account.settings();
      const environment = {
        SCALE_API_KEY: apiKey,
        DATAFLOWKIT_API_KEY: apiKey,
        SCALE_CALLBACK_KEY: callbackAuthKey,
      };
      const run = (variables: Record<string, string> = {}) =>
        start([runner, `${folder}/${file}`, mock.url()], { ...environment, ...variables });

      if (code.includes(".listen(")) {
        const port = await freePort();
        const server = run({ PORT: `${port}` });
        onTestFinished(() => void server.stop());
        await expect
          .poll(() =>
            fetch(`http://127.0.0.1:${port}`).then(
              ({ ok }) => ok,
              () => undefined,
            ),
          )
          .toBe(false);
        const callbackUrl = `http://127.0.0.1:${port}${code.includes('"/callbacks"') ? "/callbacks" : "/"}`;
        const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
        const { task_id } = await scale.createCategorizationTask(categorization);
        expect(await account.waitForCallback(task_id)).toMatchObject({ attempts: [{ status: 204 }] });
        server.stop();
        expect((await server.ended).output).toContain(task_id);
      } else if (/^export /m.test(code)) {
        const CALLBACK = JSON.stringify(
          code.includes("beta") ? betaCallback(callbackAuthKey) : callback(callbackAuthKey),
        );
        const { output } = await run({ CALLBACK }).ended;
        expect(output).toMatch(code.includes("beta") ? /status 200$/m : /taskCompleted\nstatus 204$/m);
      } else expect(await run().ended).toMatchObject({ exitCode: 0 });
    });
  }
});

/** Starts a Node program. */
const start = (args: readonly string[], environment: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (output += text.toString()));
  const ended = new Promise<{ readonly exitCode: number | null; readonly output: string }>((resolve) =>
    child.on("close", (exitCode) => resolve({ exitCode, output })),
  );
  return { ended, stop: () => child.kill() };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const { value: payload } = contract.components.examples.SupportMessageCallback;

const callback = (authKey: string) => ({
  url: "https://shop.example/callbacks",
  headers: { "scale-callback-auth": authKey, "content-type": "application/json" },
  body: JSON.stringify(payload),
});

const betaCallback = (authKey: string) => ({
  url: "https://shop.example/callbacks/beta",
  headers: { "scale-callback-auth": authKey, "content-type": "application/x-www-form-urlencoded" },
  body: encodeForm({
    ...payload,
    response: { category: "damage", status_code: 200 },
    task: { ...payload.task, response: { category: "damage", status_code: 200 } },
  }),
});
