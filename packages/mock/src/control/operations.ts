import type { Contract } from "../contract/contract.ts";
import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Fault } from "../engine/faults.ts";
import type { EngineRequest, EngineResponse, Handler, Handlers } from "../engine/handler.ts";
import type { DeliveryRecord } from "../engine/model.ts";
import { redactId } from "../text/redact.ts";
import type { Completion } from "../engine/life-cycle/worker.ts";
import { checkFault } from "./check-fault.ts";
import { createReadinessCheck } from "./check-readiness.ts";
import { cancelTask } from "./cancel-task.ts";
import { completeTask, findTask } from "./complete-task.ts";
import { type Duration, durationOf, timeIn } from "./duration.ts";
import { EventStreams } from "./event-stream.ts";
import { listTasks, presentDetails } from "./list-tasks.ts";
import { limitConcurrency } from "./limit-concurrency.ts";
import { presentClock, presentDelivery, presentMessage, presentRequest } from "./present.ts";
import { presentTask } from "../engine/present-task.ts";
import { giveUpDelivery, replayDelivery, retryDelivery } from "./repeat-delivery.ts";
import { reset } from "./reset.ts";
import type { Snapshots } from "./snapshots.ts";
import { reviewTask } from "./review-task.ts";
import type { AccountControls, Settings } from "./account-controls.ts";
import { waitForDelivery } from "./wait-for-delivery.ts";

/** What the control API reports about the mock as a whole. */
export interface MockFacts {
  readonly version: string;
  readonly store: "memory" | "sqlite" | "postgres";
  readonly apis: readonly string[];
}

/** What the host knows beyond the engine. */
export interface HostFacts {
  /** Further metrics, in the text format of Prometheus. */
  readonly metrics?: () => string;
  /** Why the mock takes no more work, if it does not. */
  readonly unready?: () => string | undefined;
  /** Keeps requests from operations. Absent: none is. */
  readonly guard?: (
    handlers: Handlers,
    kit: { readonly engine: Engine; readonly accountsOfSnapshot: Snapshots["accountsOf"] },
  ) => Handlers;
}

/** What the control API controls. */
export interface ControlParts {
  readonly engine: Engine;
  readonly controls: AccountControls;
  readonly contracts: readonly Contract[];
  readonly facts: HostFacts & MockFacts;
}

/** The operations of the control API (openapi/mock-control-v1), and those that single APIs add. */
export const controlOperations = ({
  contracts,
  controls,
  engine,
  facts: { metrics = () => "", unready = () => undefined, guard, ...facts },
}: ControlParts): Handlers => {
  const { accounts, faults, journal, receivers, store } = engine;
  const { snapshots } = controls;
  const waiting = limitConcurrency("waits", engine.limits, "Let some of them end.");
  const streams = new EventStreams(engine);
  const checkReadiness = createReadinessCheck(engine);

  const isAccount = (key: string): boolean => accounts.find(key) !== undefined;
  const findDelivery = async (request: EngineRequest): Promise<DeliveryRecord> => {
    const id = String(request.params["deliveryId"]);
    const delivery = await store.getDelivery(id);
    if (!delivery)
      throw new EngineFailure(
        404,
        `There is no delivery ${redactId(id, isAccount)}. GET /_mock/deliveries lists them.`,
      );
    return delivery;
  };

  const handlers: Handlers = {
    ...Object.fromEntries(Object.entries(engine.controls).map(([id, handle]) => [id, forOneAccount(handle)])),

    getHealth: async () => ok({ status: "ok", ...facts }),
    getReadiness: async () => {
      const reason = unready();
      if (reason !== undefined) throw new EngineFailure(503, reason);
      await checkReadiness();
      return ok({ status: "ok", ...facts });
    },
    getMetrics: async () => ({
      status: 200,
      mediaType: "text/plain; version=0.0.4; charset=utf-8",
      body: engine.metrics.text(accounts.all()) + metrics(),
    }),
    resetState: async (request) => {
      await reset(engine, accountOf(request));
      return done;
    },
    listAccounts: async () =>
      ok(
        accounts.all().map(({ key, record }) => ({ account: key, callbackAuthKey: record.callbackAuthKey })),
      ),
    getAccountCounts: async ({ query }) => {
      const { countAccount } = await import("./count-account.ts");
      return ok(await countAccount(engine, oneAccount(query["account"])));
    },
    getContract: async ({ params, origin }) => {
      const { describeContract } = await import("./describe-contract.ts");
      const contract = contracts.find(({ apiId }) => apiId === params["api"]);
      if (contract) return ok(await describeContract(engine, contract, `${origin}/${contract.apiId}`));
      const known = contracts.map(({ apiId }) => apiId).join(", ");
      throw new EngineFailure(
        404,
        `There is no API ${redactId(String(params["api"]), isAccount)}. Served are ${known}.`,
      );
    },
    listSnapshots: async () => ok(await snapshots.list()),
    createSnapshot: async (request) => ok(await snapshots.create(accountOf(request))),
    getSnapshot: async ({ params }) => ok(await snapshots.export(String(params["snapshotId"]))),
    importSnapshot: async ({ body }) => ok(await snapshots.import((body as { file: string }).file)),
    restoreSnapshot: async ({ params }) => ok(await snapshots.restore(String(params["snapshotId"]))),
    deleteSnapshot: async ({ params }) => {
      await snapshots.delete(String(params["snapshotId"]));
      return done;
    },
    streamEvents: async (request) => ({
      status: 200,
      mediaType: "text/event-stream",
      body:
        request.query["data"] === "none"
          ? streams.openNames(accountOf(request))
          : streams.open(accountOf(request)),
    }),

    getClock: async (request) => ok(presentClock(await controls.readClock(accountOf(request)))),
    freezeClock: async (request) => ok(presentClock(await controls.freeze(accountOf(request)))),
    resumeClock: async (request) => ok(presentClock(await controls.resume(accountOf(request)))),
    advanceClock: async (request) =>
      ok(presentClock(await controls.advance(advanceOf(request), accountOf(request)))),
    setClock: async (request) => {
      const { now } = request.body as { now: string };
      return ok(presentClock(await controls.set(timeIn(now), accountOf(request))));
    },
    advanceClockToNext: async ({ query }) =>
      ok(presentClock(await controls.advanceToNext(oneAccount(query["account"])))),
    listUpcomingEvents: async ({ query }) => {
      const { listUpcoming } = await import("./upcoming.ts");
      return ok(await listUpcoming(engine, oneAccount(query["account"]), Number(query["limit"])));
    },
    resetClock: async (request) => ok(presentClock(await controls.returnToRealTime(accountOf(request)))),

    getSettings: async (request) => ok(await controls.readSettings(accountOf(request))),
    updateSettings: async (request) =>
      ok(await controls.changeSettings(request.body as Partial<Settings>, accountOf(request))),

    listTasks: async (request) => {
      const { account: _, ...filter } = request.query;
      return ok(await listTasks(engine, filter, accountOf(request)));
    },
    getTask: async (request) =>
      ok(presentDetails(await findTask(engine, String(request.params["taskId"]), accountOf(request)))),
    completeTask: async (request) => {
      const id = String(request.params["taskId"]);
      return ok(presentTask(await completeTask(engine, id, request.body as Completion, accountOf(request))));
    },
    cancelTask: async (request) =>
      ok(presentTask(await cancelTask(engine, String(request.params["taskId"]), accountOf(request)))),
    getCompletionForm: async (request) => {
      const { completionForm } = await import("./completion-form.ts");
      return ok(await completionForm(engine, String(request.params["taskId"]), accountOf(request)));
    },
    reviewTask: async (request) => {
      const { status } = request.body as { status: string };
      const id = String(request.params["taskId"]);
      return ok(presentTask(await reviewTask(engine, id, status, accountOf(request))));
    },
    listDeliveries: async (request) => {
      const account = accountOf(request);
      const { taskId, limit } = request.query;
      const found = await store.listDeliveries({
        limit: Number(limit),
        ...(account !== undefined && { account }),
        ...(typeof taskId === "string" && { taskId }),
      });
      return ok(found.map(presentDelivery));
    },
    getDelivery: async (request) => {
      const delivery = await findDelivery(request);
      const message = engine.deliveries.messageOf(await accounts.get(delivery.account), delivery);
      return ok({ ...presentDelivery(delivery), ...(message && presentMessage(message)) });
    },
    getReceiver: async ({ origin, query }) => ok(receivers.of(oneAccount(query["account"]), origin)),
    updateReceiver: async ({ body, origin, query }) => {
      const account = oneAccount(query["account"]);
      // Only accounts that exist are remembered, and their number is limited.
      await accounts.get(account);
      receivers.change(account, (body as { status: number }).status);
      return ok(receivers.of(account, origin));
    },
    replayDelivery: async (request) =>
      ok(presentDelivery(await replayDelivery(engine, await findDelivery(request)))),
    retryDelivery: async (request) =>
      ok(presentDelivery(await retryDelivery(engine, await findDelivery(request)))),
    cancelDelivery: async (request) =>
      ok(presentDelivery(await giveUpDelivery(engine, await findDelivery(request)))),
    waitForDelivery: async (request) => {
      const { until, timeoutMs } = request.query as { until: "attempted" | "ended"; timeoutMs: number };
      const account = accountOf(request);
      const { id } = await findTask(engine, String(request.params["taskId"]), account);
      const wait = { taskId: id, account, until, timeoutMs };
      return ok(presentDelivery(await waiting(() => waitForDelivery(engine, wait))));
    },

    createFault: async (request) => {
      const fault = request.body as Fault;
      checkFault(engine, fault);
      return ok(await faults.add(fault, accountOf(request)));
    },
    deleteFault: async ({ params }) => {
      const id = String(params["faultId"]);
      if (!(await faults.remove(id)))
        throw new EngineFailure(
          404,
          `There is no fault ${redactId(id, isAccount)}. GET /_mock/faults lists those that are not used up.`,
        );
      return done;
    },
    listFaults: async (request) => ok(await faults.list(accountOf(request))),
    deleteFaults: async (request) => {
      await faults.clear(accountOf(request));
      return done;
    },

    listRequests: async (request) => {
      const { operation, taskId, limit } = request.query as {
        operation?: string;
        taskId?: string;
        limit: number;
      };
      const query = { account: accountOf(request), operation, taskId, limit };
      return ok(journal.list(query).map(presentRequest));
    },
  };
  return guard?.(handlers, { engine, accountsOfSnapshot: (id) => snapshots.accountsOf(id) }) ?? handlers;
};

const ok = (body: unknown): EngineResponse => ({ status: 200, body });

const done: EngineResponse = { status: 204 };

/** The value of the parameter `account` for all accounts. */
export const ALL_ACCOUNTS = "*";

/** The requested account, or undefined for all. Whether a request must name one is stated in the contract. */
const accountOf = ({ query: { account } }: EngineRequest): string | undefined =>
  typeof account === "string" && account !== ALL_ACCOUNTS ? account : undefined;

const oneAccount = (account: unknown): string => {
  if (account !== ALL_ACCOUNTS) return String(account);
  throw new EngineFailure(400, "account is *, but this is about one account. Send its API key.");
};

const forOneAccount =
  (handle: Handler): Handler =>
  async (request) => {
    if (request.query["account"] !== ALL_ACCOUNTS) return handle(request);
    throw new EngineFailure(400, "account is *, but a task belongs to one account. Send its API key.");
  };

/** The duration to advance: the sum of the query and the body. */
const advanceOf = ({ query, body }: EngineRequest): number => {
  const { account: _, ...units } = query;
  const parts: Duration[] = [units, body ?? {}];
  if (parts.every((part) => Object.keys(part).length === 0))
    throw new EngineFailure(
      400,
      "How far to advance is missing. Add ?hours=24, or another unit: milliseconds, seconds, minutes, days.",
    );
  return parts.map(durationOf).reduce((total, part) => total + part, 0);
};
