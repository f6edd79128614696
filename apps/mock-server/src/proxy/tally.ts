import type { Answer } from "@task-contracts/mock/pipeline/answer";
import { inWords } from "@task-contracts/mock/pipeline/violation";
import type { ReportedViolation } from "@task-contracts/mock/engine/journal";
import { isForwarded } from "./forwarded.ts";

/** Violations of one kind: of the same rule, at the same place of the same operation. */
export interface ViolationCount {
  /** Absent if the contract has no such operation. */
  readonly operation?: string;
  readonly count: number;
  /** The first of them, in words. */
  readonly example: string;
}

/** What a proxy has seen. */
export interface Summary {
  readonly requests: number;
  /** How many of them had a violation, in themselves or in their response, warnings included. */
  readonly faulty: number;
  /** How many of them had a violation that is an error, and not a mere warning. */
  readonly failed: number;
  /** How many of them the service did not answer. */
  readonly unanswered: number;
  /** How many of them, or of their responses, had a body that was too long to be checked. */
  readonly unchecked: number;
  /** The most frequent first. */
  readonly violations: readonly ViolationCount[];
  /** Violations of further kinds, beyond those that are told apart. */
  readonly otherViolations: number;
}

/** Keeps count of what goes through a proxy, of a bounded number of kinds. */
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

  add({ operationId: operation, response, violations: all }: Answer): void {
    const violations = all.filter(({ severity }) => severity !== "Information");
    this.#requests += 1;
    if (all.some(({ code }) => code === "unchecked")) this.#unchecked += 1;
    if (violations.length > 0) this.#faulty += 1;
    if (violations.some(({ severity }) => severity === "Error")) this.#failed += 1;
    // Without a response, it was the client that did not wait.
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
 * Which item of a list it was makes no difference, nor what a client calls a parameter that the operation does not know.
 * What belongs to no operation is told apart by its words.
 */
const kindOf = (operation: string | undefined, { location, code, message }: ReportedViolation): string => {
  const places = code === "unknown" ? location.slice(0, -1) : location;
  return JSON.stringify([
    operation ?? message,
    ...places.map((segment) => (/^\d+$/.test(segment) ? "*" : segment)),
    // Two undocumented statuses are two violations, and have the same code and place.
    code === "status" ? message : code,
  ]);
};
