import { factory as prismFactory } from "@stoplight/prism-core/dist/factory.js";
import { assert, asyncProperty, boolean, constantFrom, record } from "fast-check";
import { left, right } from "fp-ts/lib/Either.js";
import { expect, test } from "vitest";
import { factory as lightFactory } from "./light-factory.ts";

const NOT_IMPLEMENTED = "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED";

/** What a step does. */
const outcome = constantFrom("right", "left", "throw");

const scenario = record({
  route: outcome,
  validateSecurity: outcome,
  validateInput: outcome,
  forward: outcome,
  mock: outcome,
  validateOutput: outcome,
  /** Whether the upstream leaves the response to the mock. */
  isLeftToMock: boolean(),
});

type Scenario = typeof scenario extends { generate: (...args: never[]) => { value: infer T } } ? T : never;

/** Which steps were called with what, in which order, and how it ended. */
const observe = async (factory: typeof prismFactory, given: Scenario): Promise<unknown[]> => {
  const seen: unknown[] = [];
  const act = (step: keyof Scenario, input: unknown, value: unknown, error: unknown) => {
    seen.push([step, structuredClone(input)]);
    if (given[step] === "throw") throw new Error(`${step} threw`);
    return given[step] === "right" ? right(value) : left(error);
  };
  const check = (step: keyof Scenario) => (input: unknown) =>
    act(step, input, "valid", [{ message: `${step} 1` }, { message: `${step} 2` }]);
  const logger = { child: () => logger, info: () => undefined };
  const name = given.isLeftToMock ? NOT_IMPLEMENTED : "no upstream";
  const components = {
    route: (input: unknown) => act("route", input, "resource", { name: "no route" }),
    validateSecurity: check("validateSecurity"),
    validateInput: check("validateInput"),
    validateOutput: check("validateOutput"),
    forward:
      (...[input, ...others]: unknown[]) =>
      () =>
      async () =>
        act("forward", { input, others }, "forwarded", { name }),
    mock: (input: unknown) => () => act("mock", input, "mocked", { name: "no mock" }),
    logger,
  };
  // As in create-pipeline.ts.
  const config = {
    isProxy: true,
    upstream: { href: "mock:" },
    upstreamProxy: undefined,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: true,
    mock: { dynamic: false },
  };
  try {
    seen.push(await factory({} as never, components as never).request("input", [], config as never)());
  } catch (error) {
    seen.push(String(error));
  }
  return seen;
};

test("the steps are those of Prism, in the same order, with the same result", async () => {
  await assert(
    asyncProperty(scenario, async (given) => {
      expect(await observe(lightFactory as never, given)).toEqual(await observe(prismFactory, given));
    }),
    { numRuns: 2000 },
  );
});
