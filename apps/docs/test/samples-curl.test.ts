import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { successOf } from "@task-contracts/openapi-model";
import { afterAll, expect, test } from "vitest";
import { curlSample } from "../src/samples/curl.ts";
import { operations } from "./support/apis.ts";
import { hasProgram } from "./support/has-program.ts";
import { startStage } from "./support/prepare.ts";

const run = promisify(execFile);
const stage = await startStage();
afterAll(stage.close);

// Its quoting is that of a POSIX shell.
const isHere = hasProgram("curl") && process.platform !== "win32";

/** In seconds. A stream of events never ends, but its status is there at once. */
const STREAM_TIME = 1;
const USUAL_TIME = 30;

test.skipIf(!isHere).for(operations)(
  `the cURL sample of $name gets the documented status${isHere ? "" : " (curl is not on this machine)"}`,
  async ({ api, operation }) => {
    const { call, apiKey } = await stage.prepare(api, operation);
    const time = call.responseType === "text/event-stream" ? STREAM_TIME : USUAL_TIME;
    const quiet = `-s -o /dev/null -w '%{http_code}' --max-time ${time}`;
    const env = { ...process.env, [api.keyVariable ?? "NO_KEY"]: apiKey };
    // curl exits with 28 when its time is over, and has written the status all the same.
    const { stdout } = await run("sh", ["-c", `${curlSample(call)} ${quiet} || test $? = 28`], { env });
    expect(stdout).toBe(successOf(operation).status);
  },
);
