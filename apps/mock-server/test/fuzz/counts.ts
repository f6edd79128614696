import type { FuzzCase } from "./arbitrary-case.ts";
import type { Outcome } from "./run-case.ts";
import type { FuzzOperation } from "./wire-request.ts";

/** Requests and answers, counted. */
export class Counts {
  requests = 0;
  /** By kind of request and class of answer, such as `hostile 4xx`. */
  readonly #answers = new Map<string, number>();
  /** Answers of the operation itself, by class: not of what a trick made of the path, and no examples. */
  readonly #own = new Map<string, number>();

  add(operation: FuzzOperation, { kind, request }: FuzzCase, { match, answers }: Outcome): void {
    this.requests += 1;
    const isOwn = match.operation === operation && !request.headers.some(([name]) => name === "prefer");
    const classes = answers.map(({ status }) => `${Math.floor(status / 100)}xx`);
    for (const each of classes.length > 0 ? classes : ["none"]) {
      increase(this.#answers, `${kind} ${each}`);
      if (isOwn) increase(this.#own, each);
    }
  }

  /** How often the operation itself answered with this class. */
  own(answerClass: "2xx" | "4xx"): number {
    return this.#own.get(answerClass) ?? 0;
  }

  /** How often requests of a kind were answered with a class, or with `none`. */
  answers(kind: FuzzCase["kind"], answerClass: string): number {
    return this.#answers.get(`${kind} ${answerClass}`) ?? 0;
  }
}

const increase = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
