import { cancelTask } from "./cancel-task.ts";
import { checkFault } from "./check-fault.ts";
import { completeTask, findTask } from "./complete-task.ts";
import type { Completion } from "../engine/life-cycle/worker.ts";
import { type Duration, durationOf, timeIn } from "./duration.ts";
import { presentClock, presentDelivery, presentRequest } from "./present.ts";
import { presentTask } from "../engine/present-task.ts";
import { reset } from "./reset.ts";
import { ALL_ACCOUNTS } from "./operations.ts";
import type { Settings, AccountControls } from "./account-controls.ts";
import { accountEvents } from "./account-events.ts";
import { listTasks, presentDetails } from "./list-tasks.ts";
import { giveUpDelivery, replayDelivery, retryDelivery } from "./repeat-delivery.ts";
import { reviewTask } from "./review-task.ts";
import { waitForDeliveries } from "./wait-for-delivery.ts";
import { waitUntil } from "./wait-until.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Fault } from "../engine/faults.ts";
import type { DeliveryRecord } from "../engine/model.ts";
import { checkBody, checkQuery } from "./check-input.ts";
import type {
  AccountHandle,
  Delivery,
  RequestFilter,
  Task,
  TimeoutOptions,
  WaitOptions,
} from "./account-handle.ts";

/** The maximum number of requests and deliveries in a list: the newest ones. */
const NEWEST = 10_000;

/** How long to wait, in real milliseconds. */
const USUAL_TIMEOUT = 5000;

/** Creates the handle of an account. It works without HTTP, in the process of the server. */
export const createAccountHandle = (
  engine: Engine,
  controls: AccountControls,
  apiKey: string,
): AccountHandle => {
  if (apiKey === "") throw new EngineFailure(400, "account has 0 characters, but needs at least 1.");
  if (apiKey === ALL_ACCOUNTS) {
    throw new EngineFailure(400, "account is *, which means all accounts. Name one by its API key.");
  }
  const { faults, journal, store } = engine;
  const findDelivery = async (id: string): Promise<DeliveryRecord> => {
    const delivery = await store.getDelivery(id);
    if (delivery?.account === apiKey) return delivery;
    throw new EngineFailure(404, `The account has no delivery ${id}. Its deliveries() have deliveryIds.`);
  };
  const waitFor = async (
    taskId: string,
    { count, until = "attempted", timeoutMs = USUAL_TIMEOUT }: WaitOptions & { readonly count: number },
  ): Promise<ReturnType<typeof presentDelivery>[]> => {
    const { id } = await findTask(engine, taskId, apiKey);
    const found = await waitForDeliveries(engine, { taskId: id, account: apiKey, count, until, timeoutMs });
    return found.map(presentDelivery);
  };
  const requestsOf = ({ operation, taskId }: RequestFilter): ReturnType<typeof presentRequest>[] =>
    journal.list({ limit: NEWEST, account: apiKey, operation, taskId }).map(presentRequest);
  return {
    apiKey,
    clock: {
      now: async () => presentClock(await controls.readClock(apiKey)),
      freeze: async () => presentClock(await controls.freeze(apiKey)),
      resume: async () => presentClock(await controls.resume(apiKey)),
      advance: async (duration) =>
        presentClock(
          await controls.advance(durationOf((await checkBody("advanceClock", duration)) as Duration), apiKey),
        ),
      set: async (time) => {
        const sent: unknown = time instanceof Date ? time.toJSON() : time;
        const { now } = (await checkBody("setClock", { now: sent })) as { now: string };
        return presentClock(await controls.set(timeIn(now), apiKey));
      },
      toNext: async () => presentClock(await controls.advanceToNext(apiKey)),
      toRealTime: async () => presentClock(await controls.returnToRealTime(apiKey)),
    },
    settings: () => controls.readSettings(apiKey),
    updateSettings: async (change) =>
      controls.changeSettings((await checkBody("updateSettings", change)) as Partial<Settings>, apiKey),
    tasks: async (filter = {}) => {
      await checkQuery("listTasks", filter);
      return listTasks(engine, filter, apiKey);
    },
    getTask: async <Body extends object>(taskId: string) =>
      presentDetails(await findTask(engine, taskId, apiKey)) as unknown as Task<Body>,
    completeTask: async (taskId, end) =>
      presentTask(
        await completeTask(
          engine,
          taskId,
          (await checkBody("completeTask", end ?? {})) as Completion,
          apiKey,
        ),
      ),
    cancelTask: async (taskId) => presentTask(await cancelTask(engine, taskId, apiKey)),
    review: async (taskId, status) => {
      const review = (await checkBody("reviewTask", { status })) as { status: string };
      return presentTask(await reviewTask(engine, taskId, review.status, apiKey));
    },
    waitForTask: async <Body extends object>(
      taskId: string,
      status: string,
      { timeoutMs = USUAL_TIMEOUT }: TimeoutOptions = {},
    ) => {
      let task = await findTask(engine, taskId, apiKey);
      const { id } = task;
      await waitUntil(engine, {
        timeoutMs,
        explain: () =>
          `Task ${id} is ${task.status}, and did not become ${status} within ${timeoutMs} ms. Is its clock frozen, or does it wait for completeTask?`,
        concerns: (event) => event.type === "task" && event.account === apiKey && event.task.id === id,
        look: async () => {
          task = await findTask(engine, id, apiKey);
          return task.status === status ? true : undefined;
        },
      });
      return presentDetails(task) as unknown as Task<Body>;
    },
    waitForCallback: async <Payload extends object>(taskId: string, options: WaitOptions = {}) => {
      // A test may wait for longer than a request may.
      await checkQuery("waitForDelivery", { ...options, timeoutMs: undefined });
      const [newest] = (await waitFor(taskId, { ...options, count: 1 })).slice(-1);
      return newest as unknown as Delivery<Payload>;
    },
    waitForCallbacks: async <Payload extends object>(
      taskId: string,
      { count, ...options }: WaitOptions & { readonly count: number },
    ) => {
      await checkQuery("waitForDelivery", { ...options, timeoutMs: undefined });
      return (await waitFor(taskId, { ...options, count })) as unknown as Delivery<Payload>[];
    },
    deliveries: async (filter = {}) => {
      await checkQuery("listDeliveries", filter);
      const found = await store.listDeliveries({ limit: NEWEST, ...filter, account: apiKey });
      return found.map(presentDelivery);
    },
    replay: async (id) => presentDelivery(await replayDelivery(engine, await findDelivery(id))),
    retry: async (id) => presentDelivery(await retryDelivery(engine, await findDelivery(id))),
    giveUp: async (id) => presentDelivery(await giveUpDelivery(engine, await findDelivery(id))),
    requests: async (filter = {}) => {
      await checkQuery("listRequests", filter);
      return requestsOf(filter);
    },
    waitForRequest: async ({ timeoutMs = USUAL_TIMEOUT, ...filter } = {}) => {
      await checkQuery("listRequests", filter);
      return waitUntil(engine, {
        timeoutMs,
        explain: () =>
          `No request${filter.operation === undefined ? "" : ` to ${filter.operation}`} came within ${timeoutMs} ms. Does the client use the API key of this account?`,
        concerns: (event) => event.type === "request" && event.account === apiKey,
        look: async () => requestsOf(filter).at(-1),
      });
    },
    addFault: async (given) => {
      const fault = (await checkBody("createFault", given)) as Fault;
      checkFault(engine, fault);
      return faults.add(fault, apiKey);
    },
    faults: async () => faults.list(apiKey),
    removeFault: async (id) => {
      const own = await faults.list(apiKey);
      if (own.some(({ faultId }) => faultId === id) && (await faults.remove(id))) return;
      throw new EngineFailure(404, `The account has no fault ${id}. Its faults() have faultIds.`);
    },
    clearFaults: async () => faults.clear(apiKey),
    snapshot: () => controls.snapshots.create(apiKey),
    restore: async (snapshot) => {
      const id = typeof snapshot === "string" ? snapshot : snapshot.snapshotId;
      await controls.snapshots.restore(id, apiKey);
    },
    events: () => accountEvents(engine, apiKey),
    reset: () => reset(engine, apiKey),
  };
};
