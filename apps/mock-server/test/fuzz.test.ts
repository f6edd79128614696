import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fuzzOperation } from "./fuzz/fuzz-operation.ts";
import { fuzzOperations } from "./fuzz/fuzz-operations.ts";
import { describeFailure } from "./fuzz/reproduce.ts";
import { startWorld, type World } from "./fuzz/world.ts";

/** Always the same requests, unless others are asked for. `pnpm fuzz` tries many more, and new ones. */
const seed = Number(process.env["FUZZ_SEED"] ?? 20_260_301);

const runs = 40;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe(`whatever is sent to an operation, its answer is documented, and a refusal changes nothing (FUZZ_SEED=${seed})`, () => {
  test.each(fuzzOperations)("$api $operationId", async (operation) => {
    const { counts, failure } = await fuzzOperation(world, operation, { seed, runs });

    expect(failure && describeFailure(failure, world.fill)).toBeUndefined();
    // Requests that are all alike would show nothing.
    expect(counts.requests).toBe(runs);
    expect(counts.own("2xx")).toBeGreaterThan(0);
    expect(counts.own("4xx")).toBeGreaterThan(0);
  });
});
