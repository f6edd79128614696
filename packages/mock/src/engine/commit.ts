import type { Store, StoreChange } from "./store/store.ts";
import type { Account } from "./account.ts";
import { StoreError } from "./store/store-error.ts";
import type { Accounts } from "./accounts.ts";
import type { Events } from "./events.ts";

/** Stores changes of an account, and reports the tasks among them. */
export type Commit = (account: Account, changes: readonly StoreChange[]) => Promise<void>;

/**
 * The only way in which data of an account gets into the store. Data of an account that was deleted meanwhile is dropped:
 * a store makes changes in the order in which it gets them, so what comes after a reset would undo it.
 *
 * @example
 * const commit = createCommit(store, accounts, events);
 * await commit(account, [{ put: "task", record: task }]);
 */
export const createCommit =
  (store: Store, accounts: Accounts, events: Events): Commit =>
  async (account, changes) => {
    if (account.isLost) throw lostAccount();
    if (!accounts.isCurrent(account)) return;
    await store.write(changes);
    for (const change of changes) {
      if ("put" in change && change.put === "task")
        events.emit({ type: "task", account: account.key, task: change.record });
    }
  };

/** The error for a change of an account that another engine has taken over. */
export const lostAccount = (): StoreError =>
  new StoreError(
    "Nothing was stored: another instance has taken over the account, as this one was not heard of for too long. Retry the request.",
  );
