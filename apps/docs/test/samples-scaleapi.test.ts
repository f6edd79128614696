import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { hasScaleapi } from "../src/samples/has-scaleapi.ts";
import { scaleapiJavascriptSample } from "../src/samples/scaleapi-javascript.ts";
import { operations } from "./support/apis.ts";
import { startStage } from "./support/prepare.ts";

const stage = await startStage();
afterAll(stage.close);
afterEach(() => {
  vi.unstubAllEnvs();
});

type Callback = (error: unknown, response: { statusCode: number } | undefined, body: unknown) => void;
type Send = (options: { url: string }, callback: Callback) => void;

const require = createRequire(import.meta.url);
/** What the package sends its requests with. */
const request = createRequire(require.resolve("scaleapi"))("request") as Record<"get" | "post", Send>;

/** Runs a sample with requests that go to the mock server, since the package has the address of the service in it. */
function run(source: string): Promise<{ status: number | undefined; shown: unknown[] }> {
  return new Promise((resolve, reject) => {
    const shown: unknown[] = [];
    for (const method of ["get", "post"] as const) {
      const send = request[method];
      vi.spyOn(request, method).mockImplementation((options, callback) => {
        const url = options.url.replace("https://api.scaleapi.com/v1", stage.mock.url("scale-v1"));
        send({ ...options, url }, (error, response, body) => {
          try {
            callback(error, response, body);
            resolve({ status: response?.statusCode, shown });
          } catch (failure) {
            reject(failure);
          }
        });
      });
    }
    const sample = compileFunction(source, ["require", "console"]) as (load: unknown, out: unknown) => void;
    sample(require, { log: (...values: unknown[]) => shown.push(...values) });
  });
}

test.for(operations.filter(({ api, operation }) => hasScaleapi(api, operation.id)))(
  "the JavaScript sample of $name works with the package scaleapi",
  async ({ api, operation }) => {
    const { call, apiKey } = await stage.prepare(api, operation);
    vi.stubEnv(api.keyVariable ?? "", apiKey);
    const { status, shown } = await run(scaleapiJavascriptSample(call));
    vi.restoreAllMocks();
    expect(status).toBe(200);
    // A new account has no task that is completed, so there is nothing to list.
    const task = [expect.stringMatching(/^[0-9a-f]{24}$/), expect.stringMatching(/^(?:pending|canceled)$/)];
    expect(shown).toEqual(operation.id === "listTasks" ? [] : task);
  },
);
