import type { Operation } from "@task-contracts/openapi-model";
import type { StateKind } from "./words.ts";

/** What a contract says of a property that polling looks at: which of its values are an end. */
export interface PolledStatus {
  readonly kinds: ReadonlyMap<string, StateKind>;
  readonly reason: string;
}

/** `$response.body#/data/status == "completed"`: the last key, and the value. */
const comparison = /^\s*\$response\.body#\/(?:[^\s=]*\/)?([^\s=/]+)\s*==\s*["']?([^"'\s]+)["']?\s*$/;

/**
 * Reads `x-speakeasy-polling` of the operations that read a task.
 *
 * https://www.speakeasy.com/docs/sdks/customize/runtime/polling
 *
 * @returns By the names of properties that conditions compare. Most are about something else than the status.
 * @example
 * polledStatuses([getJob]).get("state")?.kinds; // Map { "READY" => "success", "BAD" => "failure" }
 */
export const polledStatuses = (reads: readonly Operation[]): ReadonlyMap<string, PolledStatus> => {
  const found = reads.flatMap(({ id, source }) =>
    [(source as { "x-speakeasy-polling"?: unknown })["x-speakeasy-polling"]].flat().flatMap((each) => {
      const { failureCriteria, successCriteria } = Object(each) as Record<string, unknown>;
      const good = comparisonsIn(id, "success", successCriteria);
      return good.concat(comparisonsIn(id, "failure", failureCriteria));
    }),
  );
  return new Map(
    [...Map.groupBy(found, ({ name }) => name)].map(([name, all]) => [
      name,
      {
        kinds: new Map(all.map(({ kind, value }) => [value, kind])),
        reason: `x-speakeasy-polling of ${all[0]?.id} says which values are an end.`,
      },
    ]),
  );
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
