import * as fc from "fast-check";
import { arbitraryCase, type FuzzCase } from "./arbitrary-case.ts";
import { Counts } from "./counts.ts";
import { runCase } from "./run-case.ts";
import type { FuzzOperation } from "./wire-request.ts";
import type { World } from "./world.ts";

/** How long an answer may take, in milliseconds, on a machine that is busy with everything else. */
const PATIENCE = 50_000;
const SHRINKING_PATIENCE = 1000;

/** Which requests to make up. */
export interface Choice {
  readonly seed: number;
  readonly runs: number;
  /** Where in the tree of what fast-check made of the seed: one request alone. */
  readonly path?: string;
}

/** A request that went wrong, as small as it was possible to make it. */
export interface Failure {
  readonly operation: FuzzOperation;
  readonly seed: number;
  readonly path: string;
  readonly fuzzCase: FuzzCase;
  readonly problems: readonly string[];
}

/** What came of all requests to an operation. */
export interface Report {
  readonly counts: Counts;
  readonly failure?: Failure;
}

/** Tries an operation with as many requests as were asked for, or until one goes wrong, which is then made smaller. */
export const fuzzOperation = async (
  world: World,
  operation: FuzzOperation,
  { seed, runs, path }: Choice,
): Promise<Report> => {
  const counts = new Counts();
  let patience = PATIENCE;
  const details = await fc.check(
    fc.asyncProperty(arbitraryCase(operation), async (fuzzCase) => {
      const outcome = await runCase(world, fuzzCase.request, patience);
      counts.add(operation, fuzzCase, outcome);
      // A failure that takes long is made smaller faster.
      if (outcome.problems.length > 0) patience = SHRINKING_PATIENCE;
      if (outcome.problems.length > 0) throw new ProblemsFound(outcome.problems);
    }),
    { seed, numRuns: runs, ...(path !== undefined && { path, endOnFailure: true }) },
  );
  if (!details.failed) return { counts };
  const error = details.errorInstance;
  const [fuzzCase] = details.counterexample ?? [];
  if (!(error instanceof ProblemsFound) || !fuzzCase) throw error;
  const failure = {
    operation,
    seed,
    path: details.counterexamplePath ?? "",
    fuzzCase,
    problems: error.problems,
  };
  return { counts, failure };
};

class ProblemsFound extends Error {
  override readonly name = "ProblemsFound";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}
