import type { Operation } from "@task-contracts/openapi-model";
import type { StateKind } from "./words.ts";

/** What a contract says of polling: which property tells the status, and which of its values are an end. */
export interface PolledStatus {
  readonly name: string;
  readonly kinds: ReadonlyMap<string, StateKind>;
  readonly reasons: readonly string[];
}

/** `$response.body#/data/status == "completed"`: the last key, and the value. */
const comparison = /^\s*\$response\.body#\/(?:[^\s=]*\/)?([^\s=/]+)\s*==\s*["']?([^"'\s]+)["']?\s*$/;

/**
 * Reads `x-speakeasy-polling` of the operations that read a task.
 *
 * https://www.speakeasy.com/docs/sdks/customize/runtime/polling
 *
 * @returns Undefined if no condition compares a property of the response.
 * @example
 * polledStatus([getJob])?.kinds; // Map { "READY" => "success", "BAD" => "failure" }
 */
export const polledStatus = (reads: readonly Operation[]): PolledStatus | undefined => {
  const found = reads.flatMap(({ id, source }) =>
    [(source as { "x-speakeasy-polling"?: unknown })["x-speakeasy-polling"]].flat().flatMap((each) => {
      const { failureCriteria, successCriteria } = Object(each) as Record<string, unknown>;
      const good = comparisonsIn(id, "success", successCriteria);
      return good.concat(comparisonsIn(id, "failure", failureCriteria));
    }),
  );
  const [first] = found;
  if (!first) return undefined;
  return {
    name: first.name,
    kinds: new Map(found.filter(({ name }) => name === first.name).map(({ kind, value }) => [value, kind])),
    reasons: [`x-speakeasy-polling of ${first.id} says which values are an end.`],
  };
};

/** What a condition says of a value. */
interface Comparison {
  readonly id: string;
  readonly kind: StateKind;
  readonly name: string;
  readonly value: string;
}

const comparisonsIn = (id: string, kind: StateKind, criteria: unknown): Comparison[] =>
  [criteria].flat().flatMap((each) => {
    const { condition } = Object(each) as { condition?: unknown };
    const [, name, value] = (typeof condition === "string" && comparison.exec(condition)) || [];
    return name === undefined || value === undefined ? [] : [{ id, kind, name, value }];
  });
