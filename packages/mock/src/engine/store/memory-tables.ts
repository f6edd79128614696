import type { AccountDefaults, DeliveryRecord, TaskRecord } from "../model.ts";
import { AccountTable } from "./account-table.ts";
import { DeliveryTable } from "./delivery-table.ts";
import type { StoreChange } from "./store.ts";
import type { TaskKey } from "./task-key.ts";
import { TaskTable } from "./task-table.ts";

/** Undoes a change. */
type Undo = () => void;

/**
 * The contents of a store in memory.
 *
 * @example
 * const memory = new MemoryTables();
 * memory.write([{ put: "task", record: task }]);
 * memory.tasks.find(task.id); // [task]
 */
export class MemoryTables {
  accounts = new AccountTable();
  tasks = new TaskTable();
  deliveries = new DeliveryTable();
  defaults: AccountDefaults | undefined;

  /**
   * Makes all changes, or none. Whether a change is possible may depend on an earlier one: so they are made one by
   * one, and undone if one fails. No caller sees a state in between.
   */
  write(changes: readonly StoreChange[]): void {
    const undos: Undo[] = [];
    try {
      for (const change of changes) undos.push(this.#make(change));
    } catch (error) {
      for (const undo of undos.toReversed()) undo();
      throw error;
    }
  }

  /** Deletes everything. */
  clear(): Undo {
    const { accounts, tasks, deliveries, defaults } = this;
    this.defaults = undefined;
    this.accounts = new AccountTable();
    this.tasks = new TaskTable();
    this.deliveries = new DeliveryTable();
    return () => Object.assign(this, { accounts, tasks, deliveries, defaults });
  }

  #make(change: StoreChange): Undo {
    if ("delete" in change) {
      if (change.delete === "task") return this.#deleteTask(change);
      return change.account === undefined ? this.clear() : this.#deleteAccount(change.account);
    }
    if (change.put === "defaults") return this.#putDefaults(change.record);
    if (change.put === "account") return this.accounts.put(change.record);
    return change.put === "task" ? this.#putTask(change.record) : this.#putDelivery(change.record);
  }

  #putDefaults(record: AccountDefaults): Undo {
    const old = this.defaults;
    this.defaults = record;
    return () => (this.defaults = old);
  }

  #putTask(record: TaskRecord): Undo {
    const { tasks } = this;
    const old = tasks.put(record);
    return () => (old ? tasks.put(old) : tasks.delete(record));
  }

  #putDelivery(record: DeliveryRecord): Undo {
    const { deliveries } = this;
    const old = deliveries.put(record);
    return () => (old ? deliveries.put(old) : deliveries.delete(record));
  }

  #deleteTask(key: TaskKey): Undo {
    const { tasks } = this;
    const old = tasks.delete(key);
    return () => old && tasks.put(old);
  }

  #deleteAccount(account: string): Undo {
    const { tasks, deliveries } = this;
    const undoAccount = this.accounts.delete(account);
    const oldTasks = tasks.deleteAccount(account);
    const oldDeliveries = deliveries.deleteAccount(account);
    return () => {
      undoAccount();
      for (const task of oldTasks) tasks.put(task);
      for (const delivery of oldDeliveries) deliveries.put(delivery);
    };
  }
}
