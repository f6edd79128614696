import type { AccountHandle } from "../../src/index.ts";

/** What the scenario found. */
export interface Found {
  readonly created: string;
  readonly deliveries: readonly {
    readonly status: string;
    readonly attempts: number;
    readonly isRepeat: boolean;
  }[];
  readonly received: number;
  readonly cancel: number;
  readonly end: string;
}

/**
 * The scenario that each way to run tests goes through: a task is created, its callback is sent twice, the receiver is down for
 * three tries of both, and a completed task cannot be canceled. Refers to nothing outside, so that pages and scripts can have it
 * as text.
 *
 * @param received How many callbacks have arrived so far. The first six are answered with 500.
 */
export const playScenario = async (
  send: typeof fetch,
  account: AccountHandle,
  received: () => number,
): Promise<Found> => {
  const tasks = "https://api.scaleapi.com/v1/task";
  const headers = {
    authorization: `Basic ${btoa(`${account.apiKey}:`)}`,
    "content-type": "application/json",
  };
  await account.clock.freeze();
  await account.addFault({ target: "delivery", kind: "duplicate" });
  const created = await send(`${tasks}/categorization`, {
    method: "POST",
    headers,
    body: JSON.stringify({
      instruction: "Big or small?",
      attachment_type: "text",
      attachment: "ant",
      categories: ["big", "small"],
      callback_url: "https://shop.example/callback",
    }),
  });
  const { task_id: id, status } = (await created.json()) as { task_id: string; status: string };
  await account.waitForCallbacks(id, { count: 2 });
  await account.clock.advance({ hours: 1 });
  const deliveries = await account.waitForCallbacks(id, { count: 2, until: "ended" });
  const canceled = await send(`${tasks}/${id}/cancel`, { method: "POST", headers });
  return {
    created: status,
    deliveries: deliveries.map(({ attempts, repeatOf, status: outcome }) => ({
      status: outcome,
      attempts: attempts.length,
      isRepeat: repeatOf !== undefined,
    })),
    received: received(),
    cancel: canceled.status,
    end: (await account.waitForTask(id, "completed")).status,
  };
};

/** What there is to find. */
export const expectedOfScenario: Found = {
  created: "pending",
  deliveries: [
    { status: "succeeded", attempts: 4, isRepeat: false },
    { status: "succeeded", attempts: 4, isRepeat: true },
  ],
  received: 8,
  cancel: 500,
  end: "completed",
};
