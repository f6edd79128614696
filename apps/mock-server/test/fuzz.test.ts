import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fuzzOperation } from "./fuzz/fuzz-operation.ts";
import { fuzzOperations } from "./fuzz/fuzz-operations.ts";
import { describeFailure } from "./fuzz/reproduce.ts";
import { sendNoise } from "./fuzz/wire-noise.ts";
import { startWorld, type World } from "./fuzz/world.ts";

/** Always the same requests, unless others are asked for. `pnpm fuzz` tries many more, and new ones. */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_260_301);

const runs = 40;

/** How often an operation is tried, if it was never accepted or never refused: some accept nearly all. */
const rounds = 15;

const isPositive = (count: number): boolean => count > 0;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe(`whatever is sent to an operation, its answer is documented, and a refusal changes nothing (FUZZ_SEED=${seed})`, () => {
  test.each(fuzzOperations)("$api $operationId", async (operation) => {
    const own = { "2xx": 0, "4xx": 0 };
    for (let round = 0; round < rounds && Math.min(own["2xx"], own["4xx"]) === 0; round++) {
      const { counts, failure } = await fuzzOperation(world, operation, { seed: seed + round, runs });

      expect(failure && describeFailure(failure, world.fill)).toBeUndefined();
      own["2xx"] += counts.own("2xx");
      own["4xx"] += counts.own("4xx");
    }

    // Requests that are all alike would show nothing.
    expect(own).toEqual({ "2xx": expect.toSatisfy(isPositive), "4xx": expect.toSatisfy(isPositive) });
  });
});

test("whatever comes over a connection, the server responds or disconnects, and serves the next request", async () => {
  expect(await sendNoise(world, { seed, runs: 400 })).toEqual([]);
});
