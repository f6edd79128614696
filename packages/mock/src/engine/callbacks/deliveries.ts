import type { CallbackRules } from "./callback-rules.ts";
import { encodeCallback } from "./encode-callback.ts";
import type { DeliveryLimiter } from "./delivery-limiter.ts";
import { receiverOf } from "./receiver-of.ts";
import { sign } from "./sign.ts";
import type { StoreChange } from "../store/store.ts";
import type { Account } from "../account.ts";
import { read, write } from "../life-cycle/assign.ts";
import type { OutgoingCallback } from "../host.ts";
import type { DeliveryAttempt, DeliveryRecord, JsonObject, TaskRecord } from "../model.ts";
import type { Parts } from "../parts.ts";

/** A callback to send. */
export interface NewDelivery {
  readonly task: TaskRecord;
  /** Its name in the contract. */
  readonly callback: string;
  readonly url: string;
  readonly payload: JsonObject;
}

/** What deliveries need: parts of the engine, and how callbacks are sent. */
interface DeliveryParts extends Parts {
  readonly limiter: DeliveryLimiter;
  /** Whether the API and the callback of a delivery are there: a store may have others from an earlier time. */
  readonly delivers: (delivery: Pick<DeliveryRecord, "api" | "callback">) => boolean;
  /** How the callbacks of each API are sent. */
  readonly callbackRules: (api: string, callback: string) => CallbackRules;
}

/** The fault of an attempt, and its result. */
interface Attempt {
  readonly wrongAuth?: boolean;
  /** Set once the callback was sent. If the result cannot be stored yet, the callback is not sent again for that. */
  made?: DeliveryAttempt;
}

/** The maximum delay of a reordered callback, in milliseconds. */
const REORDER_WAIT = 60_000;

/** Delivers callbacks to their receivers, and records every attempt. */
export class Deliveries {
  readonly #parts: DeliveryParts;
  /** Deliveries to send after a later one, by account. */
  readonly #heldBack = new WeakMap<Account, readonly DeliveryRecord[]>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Creates the record of a new delivery, due now. The caller stores it, and then passes it to `dispatch`. */
  make(account: Account, { task, callback, url, payload }: NewDelivery): DeliveryRecord {
    const now = account.now();
    return {
      id: this.#parts.ids.letters(20),
      sequence: this.#parts.nextSequence(),
      api: task.api,
      account: account.key,
      taskId: task.id,
      url,
      callback,
      mediaType: this.#parts.callbackRules(task.api, callback).mediaType,
      payload,
      ...(typeof task.hidden?.["traceparent"] === "string" && { traceparent: task.hidden["traceparent"] }),
      status: "pending",
      createdAt: now,
      attempts: [],
      nextAttemptAt: now,
    };
  }

  /** Sends a stored delivery, with an injected fault if there is one. */
  async dispatch(account: Account, delivery: DeliveryRecord): Promise<void> {
    try {
      await this.#dispatchWithFault(account, delivery);
    } catch (error) {
      this.schedule(account, delivery);
      throw error;
    }
  }

  async #dispatchWithFault(account: Account, delivery: DeliveryRecord): Promise<void> {
    const fault = await this.#parts.faults.takeForDelivery(account.key, delivery.taskId);
    switch (fault?.kind) {
      case undefined:
        return this.schedule(account, delivery);
      case "wrong-auth":
        return this.schedule(account, delivery, { wrongAuth: true });
      case "duplicate":
        // The older one first: the callbacks of a task keep their order.
        this.schedule(account, delivery);
        await this.repeat(account, delivery);
        return;
      case "delay":
        return this.#putOff(account, delivery, delivery.createdAt + (fault.delayMs ?? 0));
      case "reorder":
        this.#heldBack.set(account, [...this.#heldBackOf(account), delivery]);
        return this.#putOff(account, delivery, delivery.createdAt + REORDER_WAIT);
    }
  }

  /** Sends the payload of a delivery again, as a new delivery. */
  async repeat(account: Account, delivery: DeliveryRecord): Promise<DeliveryRecord> {
    const now = account.now();
    const again: DeliveryRecord = {
      ...delivery,
      id: this.#parts.ids.letters(20),
      repeatOf: delivery.repeatOf ?? delivery.id,
      sequence: this.#parts.nextSequence(),
      status: "pending",
      createdAt: now,
      attempts: [],
      nextAttemptAt: now,
    };
    await this.#putOff(account, again, now);
    return again;
  }

  /** Makes a pending delivery due now. Undefined if it is not pending. */
  async retry(account: Account, { id }: DeliveryRecord): Promise<DeliveryRecord | undefined> {
    const { serial, store } = this.#parts;
    return serial(`delivery ${id}`, async () => {
      const delivery = await store.getDelivery(id);
      if (delivery?.status !== "pending") return undefined;
      const now = account.now();
      await this.#putOff(account, delivery, now);
      return { ...delivery, nextAttemptAt: now };
    });
  }

  /** Ends the attempts of a pending delivery. Undefined if it is not pending. */
  async giveUp(account: Account, { id }: DeliveryRecord): Promise<DeliveryRecord | undefined> {
    const { events, serial, store } = this.#parts;
    return serial(`delivery ${id}`, async () => {
      const delivery = await store.getDelivery(id);
      if (delivery?.status !== "pending") return undefined;
      const { nextAttemptAt: _, ...rest } = delivery;
      const failed: DeliveryRecord = { ...rest, status: "failed" };
      await this.#record(account, failed);
      events.emit({ type: "delivery", account: account.key, delivery: failed });
      return failed;
    });
  }

  /** Attempts a pending delivery when it is due. */
  schedule(account: Account, delivery: DeliveryRecord, attempt: Attempt = {}): void {
    const { sequence, nextAttemptAt: at } = delivery;
    if (at === undefined) return;
    this.#parts.scheduler.add(account, {
      kind: "attempt",
      at,
      sequence,
      run: () => this.#attempt(account, delivery, attempt),
    });
  }

  async #putOff(account: Account, delivery: DeliveryRecord, nextAttemptAt: number): Promise<void> {
    const later = { ...delivery, nextAttemptAt };
    await this.#parts.commit(account, [{ put: "delivery", record: later }]);
    this.schedule(account, later);
  }

  #attempt(account: Account, { id, url, taskId }: DeliveryRecord, attempt: Attempt): Promise<boolean> {
    const { limiter, serial, store } = this.#parts;
    // Receivers are separated by account as well, so that tests on one machine do not wait for each other.
    const receiver = `${account.key} ${receiverOf(url)}`;
    return limiter.run(receiver, `${account.key} ${taskId}`, () =>
      serial(`delivery ${id}`, async () => {
        const delivery = await store.getDelivery(id);
        // There may have been a reset meanwhile, or an earlier attempt.
        if (account.signal.aborted || (delivery?.nextAttemptAt ?? Infinity) > account.now()) return false;
        if (delivery) await this.#send(account, delivery, attempt);
        return true;
      }),
    );
  }

  async #send(account: Account, delivery: DeliveryRecord, attempt: Attempt): Promise<void> {
    const { accounts, coverage, events } = this.#parts;
    attempt.made ??= await this.#post(account, delivery, attempt);
    // An attempt that the server itself aborted does not count: it is made again after a restart.
    if (attempt.made.error === "aborted" || !accounts.isCurrent(account)) return;
    const { error, status = "none" } = attempt.made;
    coverage.add("callback", delivery.api, delivery.callback, error ?? String(status));
    const tried = withAttempt(delivery, attempt.made, this.#rulesOf(delivery));
    await this.#record(account, tried);
    events.emit({ type: "delivery", account: account.key, delivery: tried });
    this.schedule(account, tried);
    await this.#releaseHeldBack(account, tried);
  }

  async #post(account: Account, delivery: DeliveryRecord, { wrongAuth }: Attempt): Promise<DeliveryAttempt> {
    const at = account.now();
    const { callbackAuthKey } = account.record;
    const key = wrongAuth ? `${callbackAuthKey}x` : callbackAuthKey;
    const { host, receivers } = this.#parts;
    const outcome =
      receivers.receive(account.key, delivery.url) ??
      (await host.send({ ...this.#message(delivery, key), signal: account.signal }));
    return { at, ...outcome };
  }

  /** The request that an attempt would send now, without a fault. Undefined if its API or its callback is not served. */
  messageOf(account: Account, delivery: DeliveryRecord): OutgoingCallback | undefined {
    return this.#parts.delivers(delivery)
      ? this.#message(delivery, account.record.callbackAuthKey)
      : undefined;
  }

  #message(delivery: DeliveryRecord, key: string): OutgoingCallback {
    const { keyHeaders, method, signature } = this.#rulesOf(delivery);
    const body = encodeCallback(delivery.mediaType, delivery.payload);
    // Receivers compare the time with their own clock, which no account moves.
    const time = this.#parts.host.now();
    return {
      method,
      url: delivery.url,
      mediaType: delivery.mediaType,
      body,
      headers: {
        ...(delivery.traceparent !== undefined && { traceparent: delivery.traceparent }),
        ...Object.fromEntries(keyHeaders.map((name) => [name, key])),
        ...(signature && sign(signature, { key, body, id: messageId(delivery), time })),
      },
    };
  }

  /** Stores an attempt and, with the last one, the result of the callback in the task. */
  async #record(account: Account, delivery: DeliveryRecord): Promise<void> {
    const { commit, serial, store } = this.#parts;
    const change: StoreChange = { put: "delivery", record: delivery };
    const succeeded = this.#parts.delivers(delivery) ? this.#rulesOf(delivery).succeeded : undefined;
    if (delivery.status === "pending" || !succeeded) return commit(account, [change]);
    await serial(`task ${delivery.taskId}`, async () => {
      const task = await store.getTask(delivery.api, delivery.account, delivery.taskId);
      await commit(
        account,
        task ? [change, { put: "task", record: told(task, delivery, succeeded) }] : [change],
      );
    });
  }

  /** Sends the deliveries that were held back for a later one, now that it was sent. */
  async #releaseHeldBack(account: Account, sent: DeliveryRecord): Promise<void> {
    const { serial, store } = this.#parts;
    const held = this.#heldBackOf(account);
    this.#heldBack.set(
      account,
      held.filter(({ sequence }) => sequence > sent.sequence),
    );
    for (const { id, sequence } of held) {
      if (sequence >= sent.sequence) continue;
      await serial(`delivery ${id}`, async () => {
        const delivery = await store.getDelivery(id);
        if (delivery?.status === "pending" && delivery.attempts.length === 0)
          await this.#putOff(account, delivery, account.now());
      });
    }
  }

  #rulesOf({ api, callback }: DeliveryRecord): CallbackRules {
    return this.#parts.callbackRules(api, callback);
  }

  #heldBackOf(account: Account): readonly DeliveryRecord[] {
    return this.#heldBack.get(account) ?? [];
  }
}

/** What a callback is known by to its receiver, which is to notice if it comes again. */
const messageId = ({ id, repeatOf = id }: DeliveryRecord): string => `msg_${repeatOf}`;

/** A task that tells what became of its callback. Once accepted it stays so, even if a repetition fails. */
const told = (task: TaskRecord, { status }: DeliveryRecord, property: readonly string[]): TaskRecord => ({
  ...task,
  body: write(task.body, property, status === "succeeded" || read(task.body, property) === true),
});

/** The delivery after an attempt: it succeeded, failed for good, or will be retried. */
const withAttempt = (
  delivery: DeliveryRecord,
  attempt: DeliveryAttempt,
  { accepts, delays }: CallbackRules,
): DeliveryRecord => {
  const { nextAttemptAt: _, ...rest } = delivery;
  const attempts = [...delivery.attempts, attempt];
  if (attempt.error === undefined && attempt.status !== undefined && accepts(attempt.status)) {
    return { ...rest, attempts, status: "succeeded" };
  }
  const delay = delays[attempts.length - 1];
  if (delay === undefined) return { ...rest, attempts, status: "failed" };
  return { ...rest, attempts, nextAttemptAt: attempt.at + delay };
};
