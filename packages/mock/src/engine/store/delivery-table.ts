import type { DeliveryRecord } from "../model.ts";
import { SequenceSet } from "./sequence-set.ts";
import { SortedList } from "./sorted-list.ts";
import type { DeliveryQuery } from "./store.ts";
import { sequenceTaken } from "./store-error.ts";

/**
 * The deliveries of all accounts, in memory.
 *
 * @example
 * const deliveries = new DeliveryTable();
 * deliveries.put(delivery);
 * deliveries.list({ account: "test_key", limit: 20 }); // [delivery]
 */
export class DeliveryTable {
  readonly #byId = new Map<string, DeliveryRecord>();
  readonly #sequences = new SequenceSet();
  readonly #all = new SortedList<DeliveryRecord>();
  readonly #byAccount = new Map<string, SortedList<DeliveryRecord>>();
  /** A task has few deliveries: plain sorted arrays take the least memory. */
  readonly #byTask = new Map<string, readonly DeliveryRecord[]>();

  get(id: string): DeliveryRecord | undefined {
    return this.#byId.get(id);
  }

  /** Newest last. */
  list({ account, taskId, limit }: DeliveryQuery): DeliveryRecord[] {
    if (taskId !== undefined) {
      const deliveries = this.#byTask.get(taskId) ?? [];
      const matching = deliveries.filter((delivery) => account === undefined || delivery.account === account);
      return limit === undefined ? matching : matching.slice(Math.max(0, matching.length - limit));
    }
    const list = account === undefined ? this.#all : this.#byAccount.get(account);
    return list ? list.slice(limit === undefined ? 0 : Math.max(0, list.size - limit), list.size) : [];
  }

  lastSequence(): number {
    return this.#sequences.highest();
  }

  /** Adds a delivery, or replaces the one with the same id. Returns the replaced one. */
  put(delivery: DeliveryRecord): DeliveryRecord | undefined {
    const old = this.#byId.get(delivery.id);
    if (old?.sequence !== delivery.sequence && this.#sequences.has(delivery.sequence)) {
      throw sequenceTaken("delivery", delivery);
    }
    if (old && !isSamePlace(old, delivery)) this.delete(old);
    this.#byId.set(delivery.id, delivery);
    this.#sequences.add(delivery.sequence);
    this.#all.put(delivery);
    this.#accountOf(delivery).put(delivery);
    const others = this.#othersOfTask(delivery);
    this.#byTask.set(delivery.taskId, [...others, delivery].toSorted(bySequence));
    return old;
  }

  delete({ id, sequence, account, taskId }: DeliveryRecord): void {
    this.#byId.delete(id);
    this.#sequences.delete(sequence);
    this.#all.delete(sequence);
    this.#byAccount.get(account)?.delete(sequence);
    const others = this.#othersOfTask({ id, taskId });
    if (others.length > 0) this.#byTask.set(taskId, others);
    else this.#byTask.delete(taskId);
  }

  /** Removes all deliveries of an account, and returns them. */
  deleteAccount(account: string): DeliveryRecord[] {
    const old = this.list({ account });
    for (const delivery of old) this.delete(delivery);
    this.#byAccount.delete(account);
    return old;
  }

  #accountOf({ account }: DeliveryRecord): SortedList<DeliveryRecord> {
    let list = this.#byAccount.get(account);
    if (!list) this.#byAccount.set(account, (list = new SortedList()));
    return list;
  }

  #othersOfTask({ id, taskId }: Pick<DeliveryRecord, "id" | "taskId">): readonly DeliveryRecord[] {
    return (this.#byTask.get(taskId) ?? []).filter((delivery) => delivery.id !== id);
  }
}

const bySequence = (left: DeliveryRecord, right: DeliveryRecord): number => left.sequence - right.sequence;

const isSamePlace = (left: DeliveryRecord, right: DeliveryRecord): boolean =>
  left.sequence === right.sequence && left.account === right.account && left.taskId === right.taskId;
