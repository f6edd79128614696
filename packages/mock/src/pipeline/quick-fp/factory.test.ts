import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setImmediate as nextTurn } from "node:timers/promises";
import * as stock from "@stoplight/prism-core/dist/factory.js";
import { type Arbitrary, assert, asyncProperty, boolean, constantFrom, record } from "fast-check";
import { left, right } from "fp-ts/lib/Either.js";
import { expect, test } from "vitest";
import { "module.exports" as array } from "./array.ts";
import { "module.exports" as lodash } from "./lodash.ts";
import { "module.exports" as taskEither } from "./task-either.ts";

const require = createRequire(import.meta.url);
const replaced: Readonly<Record<string, unknown>> = {
  "fp-ts/Array": array,
  "fp-ts/TaskEither": taskEither,
  lodash,
};

/** Prism's own source, with our modules where it asks for those of others: what the bundler makes of it. */
const quick = ((): typeof stock => {
  const file = require.resolve("@stoplight/prism-core/dist/factory.js");
  const requireThere = createRequire(file);
  const exports = {};
  // oxlint-disable-next-line no-implied-eval, typescript/no-unsafe-call -- this is how Node loads CommonJS, too
  new Function("exports", "require", readFileSync(file, "utf8"))(
    exports,
    (id: string): unknown => replaced[id] ?? requireThere(id),
  );
  return exports as typeof stock;
})();

/** What a step does. */
const behaviours = ["right", "left", "throw"] as const;
type Behaviour = (typeof behaviours)[number];

const NOT_IMPLEMENTED = "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED";
const steps = ["route", "validateSecurity", "validateInput", "forward", "mock", "validateOutput"] as const;
type Step = (typeof steps)[number];

const scenario = record({
  behaviour: record(
    Object.fromEntries(steps.map((step) => [step, constantFrom(...behaviours)])) as Record<
      Step,
      Arbitrary<Behaviour>
    >,
  ),
  /** Whether the upstream leaves the answer to the mock. */
  remocks: boolean(),
  config: record({
    isProxy: boolean(),
    checkSecurity: boolean(),
    validateRequest: boolean(),
    validateResponse: boolean(),
    errors: boolean(),
  }),
});

type Scenario = typeof scenario extends Arbitrary<infer T> ? T : never;

const failure = (name: string) => ({ name, message: "failed" });

/** All that can be seen of a request: which steps were called with what, in which order, and how it ended. */
const observe = async (
  { factory }: typeof stock,
  { behaviour, remocks, config }: Scenario,
): Promise<unknown> => {
  const seen: unknown[] = [];
  const act = (step: Step, given: unknown, value: unknown, error: unknown) => {
    seen.push([step, structuredClone(given)]);
    if (behaviour[step] === "throw") throw new Error(`${step} threw`);
    return behaviour[step] === "right" ? right(value) : left(error);
  };
  const wrong = (step: Step, given: unknown) =>
    act(step, given, "valid", [{ message: `${step} 1` }, { message: `${step} 2` }]);
  const logger = { child: () => logger, info: (text: string) => seen.push(text) };
  const components = {
    route: (given: unknown) => act("route", given, "resource", failure("no route")),
    validateSecurity: (given: unknown) => wrong("validateSecurity", given),
    validateInput: (given: unknown) => wrong("validateInput", given),
    validateOutput: (given: unknown) => wrong("validateOutput", given),
    forward:
      (...[given, url]: unknown[]) =>
      () =>
      async () => {
        await nextTurn();
        return act(
          "forward",
          { given, url },
          "forwarded",
          failure(remocks ? NOT_IMPLEMENTED : "no upstream"),
        );
      },
    mock: (given: unknown) => () => act("mock", given, "mocked", failure("no mock")),
    logger,
  };
  const prism = factory(
    { ...config, upstream: { href: "http://upstream.example/" } } as never,
    components as never,
  );
  try {
    seen.push(await prism.request("input", [], { mock: { dynamic: false } } as never)());
  } catch (error) {
    seen.push(String(error));
  }
  return seen;
};

test("Prism's pipeline does the same with the quick equivalents of fp-ts as with fp-ts itself", async () => {
  await assert(
    asyncProperty(scenario, async (given) => {
      expect(await observe(quick, given)).toEqual(await observe(stock, given));
    }),
    { numRuns: 2000 },
  );
});

test("nothing is done before a request is run", async () => {
  let calls = 0;
  const task = taskEither.map((value: number) => value + 1)(async () => {
    calls += 1;
    return right(calls);
  });

  expect(calls).toBe(0);
  expect(await task()).toEqual(right(2));
  expect(await task()).toEqual(right(3));
});
