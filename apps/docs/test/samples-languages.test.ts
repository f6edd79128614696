import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { callOf } from "../src/samples/call.ts";
import { samplesOf } from "../src/samples/samples-of.ts";
import { operations } from "./support/apis.ts";
import { hasProgram } from "./support/has-program.ts";
import { startStage } from "./support/prepare.ts";

const run = promisify(execFile);
const [hasPython, hasRuby] = [hasProgram("python3"), hasProgram("ruby")];

const sources = (lang: string): string[] =>
  operations.map(
    ({ api, operation }) =>
      samplesOf(callOf(api, operation)).find((sample) => sample.lang === lang)?.source ?? "",
  );

test.skipIf(!hasPython)(
  `Python can parse its samples${hasPython ? "" : " (Python is not on this machine)"}`,
  () => {
    const program = "import ast, json, sys\nfor source in json.load(sys.stdin): ast.parse(source)";
    const { stderr } = spawnSync("python3", ["-c", program], { input: JSON.stringify(sources("python")) });
    expect(stderr.toString()).toBe("");
  },
);

test.skipIf(!hasRuby)(`Ruby can parse its samples${hasRuby ? "" : " (Ruby is not on this machine)"}`, () => {
  for (const input of sources("ruby")) {
    expect(spawnSync("ruby", ["-c"], { input }).stdout.toString()).toContain("Syntax OK");
  }
});

const stage = await startStage();
afterAll(stage.close);

/** Runs each sample with its key in the environment; each raises an exception for every error. */
const runner = `
import contextlib, io, json, os, sys, traceback
for sample in json.load(sys.stdin):
    os.environ.update(sample["env"])
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(sample["source"], {})
    except Exception:
        sys.stderr.write(sample["name"] + "\\n" + traceback.format_exc())
`;

const hasRequests = hasPython && spawnSync("python3", ["-c", "import requests"]).status === 0;

test.skipIf(!hasRequests)(
  `the Python samples work${hasRequests ? "" : " (Python or its package requests is not on this machine)"}`,
  async () => {
    const samples = [];
    for (const { api, operation, name } of operations) {
      // A stream never ends.
      if (operation.id === "streamEvents") continue;
      const { call, apiKey } = await stage.prepare(api, operation);
      const source = samplesOf(call).find(({ lang }) => lang === "python")?.source;
      samples.push({ name, source, env: { [api.keyVariable ?? "NO_KEY"]: apiKey } });
    }
    // Not `spawnSync`: the mock server is in this process and has to respond.
    const child = run("python3", ["-c", runner]);
    child.child.stdin?.end(JSON.stringify(samples));
    expect((await child).stderr).toBe("");
  },
);
