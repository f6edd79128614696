import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import { inWords } from "@task-contracts/mock/pipeline/violation";
import type { ReportedViolation } from "@task-contracts/mock/engine/journal";
import { isForwarded } from "./forwarded.ts";

/** Violations of one kind: of the same rule, at the same place of the same operation. */
export interface ViolationCount {
  /** Absent if the contract has no such operation. */
  readonly operation?: string;
  readonly count: number;
  /** The first of them, as a sentence. */
  readonly example: string;
}

/** The statistics of a proxy. */
export interface Summary {
  readonly requests: number;
  /** The number of requests with a violation, in themselves or in their response, warnings included. */
  readonly faulty: number;
  /** The number of requests with a violation that is an error, not only a warning. */
  readonly failed: number;
  /** The number of requests without a response from the service. */
  readonly unanswered: number;
  /** The number of requests whose body, or that of their response, was too long to be checked. */
  readonly unchecked: number;
  /** Most frequent first. */
  readonly violations: readonly ViolationCount[];
  /** Violations of further kinds, beyond those that are counted separately. */
  readonly otherViolations: number;
}

/** Counts the traffic of a proxy, for a limited number of kinds. */
export class Tally {
  readonly #maxKinds: number;
  #requests = 0;
  #faulty = 0;
  #failed = 0;
  #others = 0;
  #unanswered = 0;
  #unchecked = 0;
  readonly #counts = new Map<string, { operation: string | undefined; count: number; example: string }>();

  constructor(maxKinds: number) {
    this.#maxKinds = maxKinds;
  }

  add({ operationId: operation, response, violations: all }: PipelineResult): void {
    const violations = all.filter(({ severity }) => severity !== "Information");
    this.#requests += 1;
    if (all.some(({ code }) => code === "unchecked")) this.#unchecked += 1;
    if (violations.length > 0) this.#faulty += 1;
    if (violations.some(({ severity }) => severity === "Error")) this.#failed += 1;
    // Without a response, the client did not wait.
    if (response && !isForwarded(response)) this.#unanswered += 1;
    for (const violation of violations) {
      const kind = kindOf(operation, violation);
      const known = this.#counts.get(kind);
      if (known) known.count += 1;
      else if (this.#counts.size >= this.#maxKinds) this.#others += 1;
      else this.#counts.set(kind, { operation, count: 1, example: inWords(violation) });
    }
  }

  summary(): Summary {
    return {
      requests: this.#requests,
      faulty: this.#faulty,
      failed: this.#failed,
      unanswered: this.#unanswered,
      unchecked: this.#unchecked,
      violations: [...this.#counts.values()]
        .toSorted((a, b) => b.count - a.count)
        .map(({ operation, count, example }) =>
          operation === undefined ? { count, example } : { operation, count, example },
        ),
      otherViolations: this.#others,
    };
  }
}

/**
 * The index in a list makes no difference, nor the name of an unknown parameter.
 * Violations without an operation are distinguished by their message.
 */
const kindOf = (operation: string | undefined, { location, code, message }: ReportedViolation): string => {
  const places = code === "unknown" ? location.slice(0, -1) : location;
  return JSON.stringify([
    operation ?? message,
    ...places.map((segment) => (/^\d+$/.test(segment) ? "*" : segment)),
    // Two undocumented statuses are two violations, with the same code and place.
    code === "status" ? message : code,
  ]);
};
