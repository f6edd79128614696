import type { Answer } from "../pipeline/answer.ts";
import { inWords, type ReportedViolation } from "../pipeline/violation.ts";
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
  /** How many of them had a violation, in themselves or in their answer. */
  readonly faulty: number;
  /** How many of them the service did not answer. */
  readonly unanswered: number;
  /** How many of them, or of their responses, had a body that was too long to be checked. */
  readonly unchecked: number;
  /** The most frequent first. */
  readonly violations: readonly ViolationCount[];
}

/** Keeps count of what goes through a proxy. */
export class Tally {
  #requests = 0;
  #faulty = 0;
  #unanswered = 0;
  #unchecked = 0;
  readonly #counts = new Map<string, { operation: string | undefined; count: number; example: string }>();

  add({ operationId: operation, response, violations: all }: Answer): void {
    const violations = all.filter(({ severity }) => severity !== "Information");
    this.#requests += 1;
    if (all.some(({ code }) => code === "unchecked")) this.#unchecked += 1;
    if (violations.length > 0) this.#faulty += 1;
    if (!response || !isForwarded(response)) this.#unanswered += 1;
    for (const violation of violations) {
      const kind = kindOf(operation, violation);
      const known = this.#counts.get(kind);
      if (known) known.count += 1;
      else this.#counts.set(kind, { operation, count: 1, example: inWords(violation) });
    }
  }

  summary(): Summary {
    return {
      requests: this.#requests,
      faulty: this.#faulty,
      unanswered: this.#unanswered,
      unchecked: this.#unchecked,
      violations: [...this.#counts.values()]
        .toSorted((a, b) => b.count - a.count)
        .map(({ operation, count, example }) =>
          operation === undefined ? { count, example } : { operation, count, example },
        ),
    };
  }
}

/** Which item of a list it was makes no difference. What no operation takes is told apart by its words. */
const kindOf = (operation: string | undefined, { location, code, message }: ReportedViolation): string =>
  JSON.stringify([
    operation ?? message,
    ...location.map((segment) => (/^\d+$/.test(segment) ? "*" : segment)),
    // Two undocumented statuses are two violations, and have the same code and place.
    code === "status" ? message : code,
  ]);
