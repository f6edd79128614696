import type { Load } from "../load/load.ts";
import type { WireRequest } from "../load/wire-request.ts";
import { fill } from "./fill.ts";
import { control } from "./ours.ts";
import type { Server } from "./peer.ts";
import { createTask, parameters } from "./scale-requests.ts";
import { callbackUrl } from "./receivers.ts";

/** Tasks per account. The delivery log of an account can be read up to 10,000 entries. */
const PER_ACCOUNT = 5000;

/** Accounts whose time stands still, with tasks that all complete in an hour. */
export interface DueTasks {
  readonly accounts: readonly string[];
  /** Lets the time pass, and resolves when all that became due was tried. */
  readonly passTime: (duration: { readonly hours: number }) => Promise<void>;
}

/**
 * Creates tasks that complete all at once when time passes, and call the given receivers in turn.
 *
 * @example
 * const { passTime } = await createDueTasks(load, server, 100_000, ports);
 * await passTime({ hours: 1 });
 */
export const createDueTasks = async (
  load: Load,
  server: Server,
  count: number,
  ports: readonly number[],
): Promise<DueTasks> => {
  await control(server, "POST", "/reset?account=*");
  await control(server, "PATCH", "/settings?account=*", { liveCompletion: "by-urgency" });
  await control(server, "POST", "/clock/freeze?account=*");
  const accounts = Array.from({ length: Math.ceil(count / PER_ACCOUNT) }, (_, index) => `live_due_${index}`);
  for (const [index, account] of accounts.entries()) {
    const share = Math.min(PER_ACCOUNT, count - index * PER_ACCOUNT);
    await fill(
      load,
      server,
      ports.map((port) => dueTask(server.base, account, port)),
      share,
    );
  }
  return {
    accounts,
    passTime: async (duration) => void (await control(server, "POST", "/clock/advance?account=*", duration)),
  };
};

const dueTask = (base: string, account: string, port: number): WireRequest =>
  createTask(base, account, { ...parameters, urgency: "immediate", callback_url: callbackUrl(port) });

/** How many deliveries the log of these accounts has, by status. */
export const deliveriesByStatus = async (
  server: Server,
  accounts: readonly string[],
): Promise<Readonly<Record<"pending" | "succeeded" | "failed", number>>> => {
  const counts = { pending: 0, succeeded: 0, failed: 0 };
  for (const account of accounts) {
    type Delivery = { readonly status: keyof typeof counts };
    const path = `/deliveries?account=${account}&limit=10000`;
    for (const { status } of await control<Delivery[]>(server, "GET", path)) counts[status] += 1;
  }
  return counts;
};
