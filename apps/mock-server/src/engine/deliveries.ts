import { deliveryHeaders } from "../callbacks/delivery-headers.ts";
import { encodeCallback } from "../callbacks/encode-callback.ts";
import type { Lanes } from "../callbacks/receiver-lanes.ts";
import { receiverOf } from "../callbacks/receiver-of.ts";
import { isAccepted, nextRetryDelay } from "../callbacks/retry-schedule.ts";
import type { Sender } from "../callbacks/send-callback.ts";
import type { Change, Store } from "../store/store.ts";
import type { Account } from "./account.ts";
import type { Accounts } from "./accounts.ts";
import type { Events } from "./events.ts";
import type { DeliveryFault, Faults } from "./faults.ts";
import { letterId } from "./ids.ts";
import type { DeliveryAttempt, DeliveryRecord, JsonObject, TaskRecord } from "./model.ts";
import type { Scheduler } from "./scheduler.ts";

/** A callback that is to be sent. */
export interface NewDelivery {
  readonly task: TaskRecord;
  /** Its name in the contract. */
  readonly callback: string;
  readonly payload: JsonObject;
}

interface Parts {
  readonly store: Store;
  readonly accounts: Accounts;
  readonly scheduler: Scheduler;
  readonly events: Events;
  readonly faults: Faults;
  readonly serial: <T>(key: string, job: () => Promise<T>) => Promise<T>;
  readonly nextSequence: () => number;
  readonly lanes: Lanes;
  readonly sender: Sender;
}

/** How long a reordered callback waits for another one at most, in milliseconds. */
const REORDER_WAIT = 60_000;

/** Brings callbacks to their receivers, and keeps account of every attempt. */
export class Deliveries {
  readonly #parts: Parts;
  /** Deliveries that are to go out after the next one, by account. */
  readonly #heldBack = new Map<string, DeliveryRecord[]>();
  /** Deliveries whose first attempt carries a wrong key. */
  readonly #wrongAuth = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes the record of a new delivery, due now. The caller stores it, and then hands it to `dispatch`. */
  make(account: Account, { task, callback, payload }: NewDelivery): DeliveryRecord {
    const now = account.now();
    return {
      id: letterId(20),
      sequence: this.#parts.nextSequence(),
      api: task.api,
      account: account.key,
      taskId: task.id,
      url: String(task.body["callback_url"]),
      callback,
      mediaType: task.api === "scale-beta" ? "application/x-www-form-urlencoded" : "application/json",
      payload,
      status: "pending",
      createdAt: now,
      attempts: [],
      nextAttemptAt: now,
    };
  }

  /** Sends a stored delivery, unless a fault was asked for that lets it go wrong. */
  async dispatch(account: Account, delivery: DeliveryRecord): Promise<void> {
    const fault = this.#parts.faults.takeForDelivery(account.key);
    const sent = fault ? await this.#spoil(account, delivery, fault) : delivery;
    this.schedule(account, sent);
  }

  /** Sends the payload of a delivery once more, as a delivery of its own. */
  async repeat(account: Account, delivery: DeliveryRecord): Promise<DeliveryRecord> {
    const { nextSequence, store } = this.#parts;
    const now = account.now();
    const again: DeliveryRecord = {
      ...delivery,
      id: letterId(20),
      sequence: nextSequence(),
      status: "pending",
      createdAt: now,
      attempts: [],
      nextAttemptAt: now,
    };
    await store.write([{ put: "delivery", record: again }]);
    this.schedule(account, again);
    return again;
  }

  /** Tries a pending delivery when its time has come. */
  schedule(account: Account, { id, sequence, nextAttemptAt: at }: DeliveryRecord): void {
    if (at === undefined) return;
    this.#parts.scheduler.add(account, {
      kind: "attempt",
      at,
      sequence,
      run: () => this.#attempt(account, id),
    });
  }

  async #spoil(account: Account, delivery: DeliveryRecord, fault: DeliveryFault): Promise<DeliveryRecord> {
    switch (fault.kind) {
      case "duplicate":
        await this.repeat(account, delivery);
        return delivery;
      case "wrong-auth":
        this.#wrongAuth.add(delivery.id);
        return delivery;
      case "delay":
        return this.#putOff(delivery, fault.delayMs ?? 0);
      case "reorder": {
        const later = await this.#putOff(delivery, REORDER_WAIT);
        this.#heldBack.set(account.key, [...(this.#heldBack.get(account.key) ?? []), later]);
        return later;
      }
    }
  }

  async #putOff(delivery: DeliveryRecord, duration: number): Promise<DeliveryRecord> {
    const later = { ...delivery, nextAttemptAt: (delivery.nextAttemptAt ?? delivery.createdAt) + duration };
    await this.#parts.store.write([{ put: "delivery", record: later }]);
    return later;
  }

  async #attempt(account: Account, id: string): Promise<void> {
    const { lanes, serial, store } = this.#parts;
    const waiting = await store.getDelivery(id);
    if (waiting?.status !== "pending") return;
    // Receivers are kept apart by account as well, so that tests on one machine do not wait for each other.
    const receiver = `${waiting.account} ${receiverOf(waiting.url)}`;
    await lanes.run(receiver, `${waiting.account} ${waiting.taskId}`, () =>
      // A reset, or an attempt that was brought forward, may have come in between.
      serial(`delivery ${id}`, async () => {
        const delivery = await store.getDelivery(id);
        if (delivery?.status === "pending") await this.#send(account, delivery);
      }),
    );
  }

  async #send(account: Account, delivery: DeliveryRecord): Promise<void> {
    const { sender, store } = this.#parts;
    const at = account.now();
    const { callbackAuthKey } = account.record;
    const key = this.#wrongAuth.delete(delivery.id) ? `${callbackAuthKey}x` : callbackAuthKey;
    const outcome = await sender.send({
      url: delivery.url,
      mediaType: delivery.mediaType,
      body: encodeCallback(delivery.mediaType, delivery.payload),
      headers: deliveryHeaders({ callbackAuthKey: key }),
    });
    const tried = withAttempt(delivery, { at, ...outcome });
    // Whoever was forgotten meanwhile stays forgotten.
    if (this.#parts.accounts.find(account.key) !== account || !(await store.getDelivery(delivery.id))) return;
    await this.#record(account, tried);
    this.#parts.events.emit({ type: "delivery", account: account.key, delivery: tried });
    this.schedule(account, tried);
    this.#releaseHeldBack(account, tried);
  }

  /** Stores an attempt, and with the last one what became of the callback in the task. */
  async #record(account: Account, delivery: DeliveryRecord): Promise<void> {
    const { events, serial, store } = this.#parts;
    const change: Change = { put: "delivery", record: delivery };
    if (delivery.status === "pending" || delivery.api !== "scale-v1") return store.write([change]);
    await serial(`task ${delivery.taskId}`, async () => {
      const task = await store.getTask(delivery.api, delivery.account, delivery.taskId);
      if (!task) return store.write([change]);
      const told: TaskRecord = {
        ...task,
        body: { ...task.body, callback_succeeded: delivery.status === "succeeded" },
      };
      await store.write([change, { put: "task", record: told }]);
      events.emit({ type: "task", account: account.key, task: told });
    });
  }

  #releaseHeldBack(account: Account, sent: DeliveryRecord): void {
    const held = this.#heldBack.get(account.key);
    if (!held || held.some(({ id }) => id === sent.id)) return;
    this.#heldBack.delete(account.key);
    for (const delivery of held) this.schedule(account, { ...delivery, nextAttemptAt: account.now() });
  }
}

/** What an attempt makes of a delivery: it succeeds, it fails for good, or it is tried again later. */
const withAttempt = (delivery: DeliveryRecord, attempt: DeliveryAttempt): DeliveryRecord => {
  const { nextAttemptAt: _, ...rest } = delivery;
  const attempts = [...delivery.attempts, attempt];
  if (attempt.error === undefined && isAccepted(delivery.api, attempt.status)) {
    return { ...rest, attempts, status: "succeeded" };
  }
  const delay = nextRetryDelay(delivery.api, attempts.length);
  if (delay === undefined) return { ...rest, attempts, status: "failed" };
  return { ...rest, attempts, nextAttemptAt: attempt.at + delay };
};
