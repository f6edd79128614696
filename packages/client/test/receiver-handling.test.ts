import { describe, expect, onTestFinished, test, vi } from "vitest";
import {
  type Deliveries,
  receiveScaleCallback,
  rememberDeliveries,
  type ScaleCallback,
} from "../src/callbacks/index.ts";
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

/** Remembers deliveries, except where a test has something fail. */
const failingDeliveries = (failing: Partial<Deliveries>): Deliveries => ({
  ...rememberDeliveries(),
  ...failing,
});

const gone = new Error("The database is gone.");
const lose = (): never => {
  throw gone;
};

describe("deliveries that cannot be remembered", () => {
  test.for<readonly [string, Partial<Deliveries>, () => unknown]>([
    ["begin", { begin: lose }, () => undefined],
    ["complete", { complete: lose }, () => undefined],
    ["complete, later,", { complete: () => Promise.reject(gone) }, () => undefined],
    ["abandon", { abandon: lose }, lose],
  ])("lead to 500: %s fails", async ([, failing, onCallback]) => {
    const deliveries = failingDeliveries(failing);
    const [status, error] = await refusalOf(callbackRequest(), { onCallback, deliveries });
    expect([status, error.code, error.cause]).toEqual([500, "handler_failed", gone]);
  });

  test("are handled again once the lease has ended, if complete failed", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const { complete } = rememberDeliveries();
    const deliveries = failingDeliveries({
      complete: vi.fn<Deliveries["complete"]>(complete).mockImplementationOnce(lose),
    });
    const onCallback = vi.fn<() => void>();
    const deliverAgain = async (): Promise<number> => (await deliver(onCallback, deliveries)).response.status;
    expect([await deliverAgain(), await deliverAgain()]).toEqual([500, 409]);
    vi.setSystemTime(Date.now() + 60_000);
    expect([await deliverAgain(), onCallback.mock.calls.length]).toEqual([204, 2]);
  });

  test("are handled again once the lease has ended, if the process that handled them did", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const deliveries = rememberDeliveries();
    const options = { authKey, deliveries, leaseMs: 5000 };
    const started = Promise.withResolvers<void>();
    const onCallback = (): Promise<never> => {
      started.resolve();
      return new Promise(() => undefined);
    };
    void receiveScaleCallback(callbackRequest(), { ...options, onCallback });
    await started.promise;
    expect((await receiveScaleCallback(callbackRequest(), options)).response.status).toBe(409);
    vi.setSystemTime(Date.now() + 5000);
    expect((await receiveScaleCallback(callbackRequest(), options)).response.status).toBe(204);
  });
});

test("A delivery that fails after its lease has ended does not free the lease of the next one.", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const deliveries = rememberDeliveries();
  /** Delivers the callback again, up to where its handler waits. */
  const start = async () => {
    const [started, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const receipt = deliver(() => {
      started.resolve();
      return finished.promise;
    }, deliveries);
    await started.promise;
    return { receipt, finished };
  };
  const first = await start();
  vi.setSystemTime(Date.now() + 60_000);
  const second = await start();
  first.finished.reject(new Error("Too late."));
  expect((await first.receipt).response.status).toBe(500);
  const statusOfThird = async (): Promise<number> =>
    (await deliver(() => expect.unreachable("It was handled."), deliveries)).response.status;
  expect(await statusOfThird()).toBe(409);
  second.finished.resolve();
  expect((await second.receipt).response.status).toBe(204);
  expect(await statusOfThird()).toBe(204);
});

describe("an onError that fails changes nothing:", () => {
  test.for([
    [
      "throws",
      () => {
        throw new Error("The log is full.");
      },
    ],
    ["rejects", () => Promise.reject(new Error("The log is full."))],
    [
      "throws what is no error",
      () => {
        throw Object.create(null);
      },
    ],
  ] as const)("%s", async ([, onError]) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => log.mockRestore());
    const receipt = await receiveScaleCallback(callbackRequest("{"), { authKey, onError });
    expect(receipt.response.status).toBe(400);
    await vi.waitFor(() => expect(log).toHaveBeenCalledOnce());
    expect(log.mock.calls[0]?.[0]).toMatch(/^onError failed with .*, for: The body is not valid/);
  });
});

test.for(["", [], ["cb_1", ""], undefined])("A receiver without a key throws: %j", async (empty) => {
  // @ts-expect-error undefined is no key, but what an environment variable may be
  const receipt = receiveScaleCallback(callbackRequest(), { authKey: empty });
  await expect(receipt).rejects.toThrow("authKey is empty. Set the callback key of your account.");
});

test.for(["//", "http://[::1", "http://a:b:c/"])("The request target %s is refused.", async (url) => {
  const { method, headers, body } = callbackRequest();
  const { response } = await receiveScaleCallback({ method, url, headers, body }, { authKey });
  expect(response.status).toBe(400);
});

test.for(["/callbacks?shop=7", "*", "http://user:secret@host/callbacks", "//host/callbacks", "", "mailto:a"])(
  "The request target %j is none of the receiver's business.",
  async (url) => {
    const { method, headers, body } = callbackRequest();
    const { response } = await receiveScaleCallback({ method, url, headers, body }, { authKey });
    expect(response.status).toBe(204);
  },
);
