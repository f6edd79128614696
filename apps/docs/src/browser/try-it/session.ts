import type { AccountEvent } from "@task-contracts/mock";
import { connectMock, type RemoteMock } from "@task-contracts/mock/worker";
import type { Offer } from "../../try-it/offer.ts";
import { keys, type Mode, type Receiver } from "./attempt.ts";

/** A callback as it arrived in the page. */
export interface Received {
  readonly url: string;
  readonly body: string;

  /** Whether `scale-callback-auth` has the key of the account. Absent if the callback bears no key. */
  readonly isAuthentic?: boolean;
}

/** How many callbacks are kept at most. */
const MOST_RECEIVED = 100;

type Account = ReturnType<RemoteMock["account"]>;

/** The mock of a page, and the receiver of its callbacks. */
export interface Session {
  readonly fetch: typeof fetch;
  readonly account: (mode: Mode) => Account;
  receiver: Receiver;

  /** The newest callbacks that arrived, oldest first. */
  readonly received: readonly Received[];

  /** Ends the mock. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a mock in a worker.
 *
 * @param root Where the site begins.
 * @param notify Called with everything that happens to the accounts of the page.
 */
export async function startSession(
  root: string,
  apis: Offer["apis"],
  notify: (mode: Mode, event: AccountEvent) => void,
): Promise<Session> {
  const worker = new Worker(new URL(`${root}assets/mock/worker-main.js`, location.href), { type: "module" });
  try {
    return await createSession(async (receive) => {
      const mock = await connectMock(worker, { apis, callbacks: receive });
      return { ...mock, close: async () => worker.terminate() };
    }, notify);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** Makes a session with a mock. */
export async function createSession(
  connect: (
    receive: (request: Request) => Promise<Response>,
  ) => Promise<Pick<RemoteMock, "account" | "close" | "fetch">>,
  notify: (mode: Mode, event: AccountEvent) => void,
): Promise<Session> {
  const received: Received[] = [];
  const callbackKeys = new Set<string>();
  const receive = async (request: Request): Promise<Response> => {
    const key = request.headers.get("scale-callback-auth");
    const isAuthentic = key === null ? {} : { isAuthentic: callbackKeys.has(key) };
    received.push({ url: request.url, body: await request.text(), ...isAuthentic });
    received.splice(0, received.length - MOST_RECEIVED);
    if (session.receiver === "none") throw new Error("no response");
    return new Response(null, { status: Number(session.receiver) });
  };
  const mock = await connect(receive);
  const session: Session = {
    fetch: mock.fetch,
    account: (mode) => mock.account(keys[mode]),
    receiver: "200",
    received,
    close: () => mock.close(),
  };
  for (const mode of ["test", "live"] as const) {
    const account = session.account(mode);
    // Tasks of live keys are completed when their urgency promises it, so that the clock has something to do.
    const { callbackAuthKey } = await account.updateSettings({ liveCompletion: "by-urgency" });
    callbackKeys.add(callbackAuthKey);
    // The events end with the mock.
    void follow(account, (event) => notify(mode, event)).catch(() => undefined);
  }
  return session;
}

async function follow(account: Account, notify: (event: AccountEvent) => void): Promise<void> {
  for await (const event of account.events()) notify(event);
}
