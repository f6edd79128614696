import type { Account } from "../../engine/account.ts";
import { timeOf } from "../../engine/clock.ts";
import { derivedIds } from "../../engine/ids.ts";
import type { TaskRecord } from "../../engine/model.ts";
import { makeTask, type TaskKind } from "./make-task.ts";

const kinds: readonly TaskKind[] = ["extraction", "conversion"];

/**
 * The initial tasks of an account, since the API cannot create any. They are derived from the API key and from
 * the time when the server started: reading them stores nothing, and once the account is stored they are the same.
 *
 * @param startedAt When the server started, by the machine's clock, in milliseconds since 1970.
 * @example
 * createFirstTasks({ startedAt: Date.now() })(account); // an extraction and a conversion
 */
export const createFirstTasks =
  ({ startedAt }: { readonly startedAt: number }) =>
  (account: Account): readonly TaskRecord[] => {
    const createdAt = timeOf(account.record.clock, startedAt);
    const makeId = derivedIds(account.key);
    return kinds.map((kind, sequence) => makeTask(account, { kind, sequence, createdAt, makeId }));
  };
