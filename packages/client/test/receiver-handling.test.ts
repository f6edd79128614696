import { describe, expect, test, vi } from "vitest";
import { receiveScaleCallback, rememberDeliveries, type ScaleCallback } from "../src/callbacks/index.ts";
import { authKey, callbackRequest, example } from "./callback-requests.ts";
import { refusalOf } from "./receiving.ts";

describe("a handler that fails", () => {
  test("leads to 500, of which the sender learns no more", async () => {
    const failure = new Error("The database at 10.0.0.7 is full.");
    const [status, error] = await refusalOf(callbackRequest(), { onCallback: () => Promise.reject(failure) });
    expect([status, error.code, error.cause]).toEqual([500, "handler_failed", failure]);
  });
});

/** Delivers one and the same callback. */
const deliver = (onCallback: () => unknown, deliveries = rememberDeliveries()) =>
  receiveScaleCallback(callbackRequest(), { authKey, onCallback, deliveries });

describe("deliveries", () => {
  test("are handled once", async () => {
    const [onCallback, deliveries] = [vi.fn<() => void>(), rememberDeliveries()];
    const receipts = [await deliver(onCallback, deliveries), await deliver(onCallback, deliveries)];
    expect(onCallback).toHaveBeenCalledOnce();
    expect(receipts.map(({ response }) => response.status)).toEqual([204, 204]);
    expect(receipts).toMatchObject([{ duplicate: false }, { duplicate: true }]);
  });

  test("are handled again after a failure", async () => {
    const onCallback = vi.fn<() => void>().mockImplementationOnce(() => {
      throw new Error("Not now.");
    });
    const deliveries = rememberDeliveries();
    expect((await deliver(onCallback, deliveries)).response.status).toBe(500);
    expect((await deliver(onCallback, deliveries)).response.status).toBe(204);
    expect(onCallback).toHaveBeenCalledTimes(2);
  });

  test("are not acknowledged while an earlier one may still fail", async () => {
    const [started, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const deliveries = rememberDeliveries();
    const first = deliver(() => {
      started.resolve();
      return finished.promise;
    }, deliveries);
    await started.promise;
    expect((await deliver(() => undefined, deliveries)).response.status).toBe(409);
    finished.resolve();
    expect((await first).response.status).toBe(204);
  });

  test("have the id of the task as their key, or else a fingerprint", async () => {
    const keys: string[] = [];
    const onCallback = (_: ScaleCallback, key: string): void => void keys.push(key);
    await receiveScaleCallback(callbackRequest(), { authKey, onCallback });
    const { task_id: _, ...body } = example("AttachmentErrorCallback");
    for (const error of ["one", "one", "two"]) {
      await receiveScaleCallback(callbackRequest({ ...body, error }), { authKey, onCallback });
    }
    expect(keys[0]).toBe(`taskCompleted:${String(example("SupportMessageCallback")["task_id"])}`);
    expect(keys[1]).toMatch(/^attachmentFailed:[\da-f]{64}$/);
    expect([keys[2] === keys[1], keys[3] === keys[1]]).toEqual([true, false]);
  });
});

describe("mistakes of the program are thrown:", () => {
  test.for(["", [], ["cb_1", ""]])("no key: %j", async (empty) => {
    const receipt = receiveScaleCallback(callbackRequest(), { authKey: empty });
    await expect(receipt).rejects.toThrow("authKey is empty. Set the callback key of your account.");
  });

  test("a body that was read before", async () => {
    const request = callbackRequest();
    await request.text();
    await expect(receiveScaleCallback(request, { authKey })).rejects.toThrow("was read before");
  });
});
