import type { AccountHandle, NewFault } from "../control/account-handle.ts";
import { ControlError } from "./control-error.ts";

/** Controls and observes one account of a mock that runs elsewhere. */
export type RemoteAccount = Omit<AccountHandle, "addFault" | "clearFaults"> & {
  /** Injects a fault into the next requests or callbacks. */
  addFault(fault: NewFault): Promise<void>;
  /** Removes the faults that were not used up. */
  clearFaults(): Promise<void>;
};

/** The maximum of the control API, in real milliseconds. */
const LONGEST_WAIT = 60_000;

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
export const createRemoteAccount = (send: typeof fetch, base: string, apiKey: string): RemoteAccount => {
  const call = async <T>(method: string, path: string, { query, body }: Sent = {}): Promise<T> => {
    const search = new URLSearchParams({ account: apiKey, ...query });
    const response = await send(`${base}/_mock${path}?${search.toString()}`, {
      method,
      ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new ControlError(response.status, reasonOf(text));
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  return {
    apiKey,
    clock: {
      now: () => call("GET", "/clock"),
      freeze: () => call("POST", "/clock/freeze"),
      resume: () => call("POST", "/clock/resume"),
      advance: (duration) => call("POST", "/clock/advance", { body: duration }),
    },
    settings: () => call("GET", "/settings"),
    updateSettings: (change) => call("PATCH", "/settings", { body: change }),
    completeTask: (taskId, end = {}) => call("POST", `${task(taskId)}/complete`, { body: end }),
    waitForCallback: (taskId, { until = "attempted", timeoutMs = 5000 } = {}) =>
      call("GET", `${task(taskId)}/delivery`, {
        query: { until, timeoutMs: String(Math.min(timeoutMs, LONGEST_WAIT)) },
      }),
    deliveries: (filter = {}) => call("GET", "/deliveries", { query: { limit: NEWEST, ...filter } }),
    requests: (filter = {}) => call("GET", "/requests", { query: { limit: NEWEST, ...filter } }),
    addFault: async (fault) => void (await call("POST", "/faults", { body: fault })),
    clearFaults: () => call("DELETE", "/faults"),
    reset: () => call("POST", "/reset"),
  };
};

const task = (taskId: string): string => `/tasks/${encodeURIComponent(taskId)}`;

interface Sent {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

const reasonOf = (text: string): string => {
  try {
    return (JSON.parse(text) as { error: string }).error;
  } catch {
    return text;
  }
};
