import type { AccountEvent } from "../control/account-events.ts";
import type {
  AccountHandle,
  Delivery,
  RecordedRequest,
  RequestFilter,
  Task,
  TimeoutOptions,
  WaitOptions,
} from "../control/account-handle.ts";
import { haveArrived } from "../control/have-arrived.ts";
import { ControlError } from "./control-error.ts";

/** The maximum of the control API, in real milliseconds. */
const LONGEST_WAIT = 60_000;

/** How long a wait lasts if it is not said, in real milliseconds. */
const USUAL_TIMEOUT = 5000;

/** How long to wait before looking again, in real milliseconds. */
const LOOK_AGAIN = 20;

/** The maximum number of requests and deliveries in a list: the newest ones. */
const NEWEST = "10000";

/**
 * Creates the handle of an account, which calls the control API.
 *
 * @param base Where the mock is: `/_mock` is below it.
 * @example
 * const account = createRemoteAccount(mock.fetch, "http://mock.invalid", "test_key");
 * await account.clock.advance({ hours: 1 });
 */
export const createRemoteAccount = (send: typeof fetch, base: string, apiKey: string): AccountHandle => {
  if (apiKey === "" || apiKey === "*")
    throw new ControlError(400, `account is "${apiKey}", but must be the API key of one account.`);
  const request = async (method: string, path: string, { query, body }: Sent = {}): Promise<Response> => {
    const said = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(said as [string, string][]).toString();
    const response = await send(`${base}/_mock${path}${search === "" ? "" : `?${search}`}`, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new ControlError(response.status, reasonOf(await response.text()));
    return response;
  };
  /** For operations on what has an id of its own. */
  const callById = async <T>(method: string, path: string, sent?: Sent): Promise<T> => {
    const text = await (await request(method, path, sent)).text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  const call = <T>(method: string, path: string, { query, ...sent }: Sent = {}): Promise<T> =>
    callById(method, path, { query: { account: apiKey, ...query }, ...sent });
  /** Others have deliveries as well. */
  const ofDelivery = async (id: string, act: string): Promise<Delivery> => {
    const path = `/deliveries/${encodeURIComponent(id)}`;
    const { account } = await callById<Delivery>("GET", path);
    if (account === apiKey) return callById("POST", `${path}/${act}`);
    throw new ControlError(404, `The account has no delivery ${id}. Its deliveries() have deliveryIds.`);
  };
  const faults: AccountHandle["faults"] = () => call("GET", "/faults");
  const deliveries = (filter: { taskId?: string } = {}): Promise<Delivery[]> =>
    call("GET", "/deliveries", { query: { limit: NEWEST, ...filter } });
  const requests = (filter: RequestFilter = {}, limit = NEWEST): Promise<RecordedRequest[]> =>
    call("GET", "/requests", { query: { limit, ...filter } });
  const getTask = (taskId: string): Promise<Task> => call("GET", task(taskId));
  return {
    apiKey,
    clock: {
      now: () => call("GET", "/clock"),
      freeze: () => call("POST", "/clock/freeze"),
      resume: () => call("POST", "/clock/resume"),
      advance: (duration) => call("POST", "/clock/advance", { body: duration }),
      set: (time) => call("POST", "/clock/set", { body: { now: time } }),
      toNext: () => call("POST", "/clock/next"),
      toRealTime: () => call("POST", "/clock/real-time"),
    },
    settings: () => call("GET", "/settings"),
    updateSettings: (change) => call("PATCH", "/settings", { body: change }),
    tasks: ({ limit, ...filter } = {}) =>
      call("GET", "/tasks", { query: { ...filter, ...(limit !== undefined && { limit: String(limit) }) } }),
    getTask: <Body extends object>(taskId: string) => getTask(taskId) as unknown as Promise<Task<Body>>,
    completeTask: (taskId, end = {}) => call("POST", `${task(taskId)}/complete`, { body: end }),
    cancelTask: (taskId) => call("POST", `${task(taskId)}/cancel`),
    review: (taskId, status) => call("POST", `${task(taskId)}/review`, { body: { status } }),
    waitForTask: async <Body extends object>(
      taskId: string,
      status: string,
      { timeoutMs = USUAL_TIMEOUT }: TimeoutOptions = {},
    ) => {
      let seen = await getTask(taskId);
      await lookUntil(
        timeoutMs,
        () => `Task ${taskId} is ${seen.status}, and did not become ${status}`,
        async () => {
          seen = await getTask(taskId);
          return seen.status === status ? true : undefined;
        },
      );
      return seen as unknown as Task<Body>;
    },
    waitForCallback: async <Payload extends object>(
      taskId: string,
      { until = "attempted", timeoutMs = USUAL_TIMEOUT }: WaitOptions = {},
    ) => {
      const end = performance.now() + timeoutMs;
      for (;;) {
        const left = Math.max(0, Math.round(end - performance.now()));
        try {
          return await call<Delivery<Payload>>("GET", `${task(taskId)}/delivery`, {
            query: { until, timeoutMs: String(Math.min(left, LONGEST_WAIT)) },
          });
        } catch (error) {
          const isOver = !(error instanceof ControlError) || error.status !== 408 || left <= LONGEST_WAIT;
          if (isOver) throw error;
        }
      }
    },
    waitForCallbacks: async <Payload extends object>(
      taskId: string,
      { count, timeoutMs = USUAL_TIMEOUT, until = "attempted" }: WaitOptions & { readonly count: number },
    ) => {
      await getTask(taskId);
      const found = await lookUntil(
        timeoutMs,
        () =>
          `Not each of ${count} callbacks for task ${taskId} ${until === "ended" ? "came to its end" : "was sent"}`,
        async () => {
          const all = await deliveries({ taskId });
          return haveArrived(all, count, until) ? all : undefined;
        },
      );
      return found as unknown as Delivery<Payload>[];
    },
    deliveries,
    replay: (deliveryId) => ofDelivery(deliveryId, "replay"),
    retry: (deliveryId) => ofDelivery(deliveryId, "retry"),
    giveUp: (deliveryId) => ofDelivery(deliveryId, "give-up"),
    requests: (filter) => requests(filter),
    waitForRequest: ({ timeoutMs = USUAL_TIMEOUT, ...filter } = {}) =>
      lookUntil(
        timeoutMs,
        () => `No request${filter.operation === undefined ? "" : ` to ${filter.operation}`} came`,
        async () => (await requests(filter, "1")).at(-1),
      ),
    addFault: (fault) => call("POST", "/faults", { body: fault }),
    faults,
    removeFault: async (faultId) => {
      if ((await faults()).some((fault) => fault.faultId === faultId))
        return callById("DELETE", `/faults/${encodeURIComponent(faultId)}`);
      throw new ControlError(404, `The account has no fault ${faultId}. Its faults() have faultIds.`);
    },
    clearFaults: () => call("DELETE", "/faults"),
    snapshot: () => call("POST", "/snapshots"),
    restore: async (snapshot) => {
      const id = typeof snapshot === "string" ? snapshot : snapshot.snapshotId;
      await callById("POST", `/snapshots/${encodeURIComponent(id)}/restore`);
    },
    events: () => {
      // At once, so that nothing is missed that happens before the first event is asked for.
      const opened = request("GET", "/events", { query: { account: apiKey } });
      opened.catch(() => undefined);
      return readEvents(opened);
    },
    reset: () => call("POST", "/reset"),
  };
};

/** An empty id would be the list of tasks. */
const task = (taskId: string): string => `/tasks/${encodeURIComponent(taskId === "" ? " " : taskId)}`;

interface Sent {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
}

const reasonOf = (text: string): string => {
  try {
    return (JSON.parse(text) as { error: string }).error;
  } catch {
    return text;
  }
};

/** @throws {ControlError} 408 after a timeout. */
const lookUntil = async <Result>(
  timeoutMs: number,
  explain: () => string,
  look: () => Promise<Result | undefined>,
): Promise<Result> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() >= end) throw new ControlError(408, `${explain()} within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
};

const readEvents = (opened: Promise<Response>): AsyncIterableIterator<AccountEvent, undefined> => {
  const events = parseEvents(opened);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => events.next(),
    return: async () => {
      await events.return(undefined);
      // Also if nothing was read of it: the stream would stay open.
      await opened.then(({ body }) => (body?.locked ? undefined : body?.cancel())).catch(() => undefined);
      return { done: true, value: undefined };
    },
  };
};

async function* parseEvents(opened: Promise<Response>): AsyncGenerator<AccountEvent, undefined> {
  const { body } = await opened;
  if (!body) return undefined;
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const messages = text.split("\n\n");
    text = messages.pop() ?? "";
    for (const message of messages) {
      const [, type, data] = /^event: (\w+)\ndata: (.*)$/s.exec(message) ?? [];
      if (type === "end") throw new Error((JSON.parse(data ?? "{}") as { reason: string }).reason);
      if (type !== undefined && data !== undefined)
        yield { type, ...(JSON.parse(data) as object) } as AccountEvent;
    }
  }
  return undefined;
}
