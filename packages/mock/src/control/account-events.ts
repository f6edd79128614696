import type { Engine } from "../engine/create-engine.ts";
import type { EngineEvent } from "../engine/events.ts";
import { presentTask } from "../engine/present-task.ts";
import { presentClock, presentDelivery, presentRequest } from "./present.ts";

/** Something that has happened to an account. */
export type AccountEvent =
  | ({ readonly type: "task" } & ReturnType<typeof presentTask>)
  | ({ readonly type: "delivery" } & ReturnType<typeof presentDelivery>)
  | ({ readonly type: "request" } & ReturnType<typeof presentRequest>)
  | { readonly type: "clock"; readonly account: string; readonly now: string; readonly frozen: boolean };

/** How many events wait for their reader at most. */
const MOST_WAITING = 10_000;

/**
 * The events of an account from now on, until the reader returns or the mock closes.
 *
 * @throws {Error} From the iterator, if the reader is 10,000 events behind.
 */
export const accountEvents = (
  { closing, events }: Pick<Engine, "closing" | "events">,
  account: string,
): AsyncIterableIterator<AccountEvent, undefined> => {
  const waiting: AccountEvent[] = [];
  const sleepers: (() => void)[] = [];
  const wake = (): void => {
    for (const sleeper of sleepers.splice(0)) sleeper();
  };
  let isOver = false;
  let isBehind = false;
  const stop = events.listen((event) => {
    if (event.account !== account) return;
    if (waiting.length < MOST_WAITING) waiting.push(present(event));
    else isBehind = true;
    wake();
  });
  const end = (): void => {
    isOver = true;
    stop();
    closing.removeEventListener("abort", end);
    wake();
  };
  closing.addEventListener("abort", end);
  if (closing.aborted) end();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      for (;;) {
        const event = waiting.shift();
        if (event) return { value: event };
        if (isBehind) {
          end();
          throw new Error(
            `More than ${MOST_WAITING} events were not read, and those after them are lost. Read faster.`,
          );
        }
        if (isOver) return { done: true, value: undefined };
        await new Promise<void>((resolve) => void sleepers.push(resolve));
      }
    },
    return: async () => {
      end();
      waiting.length = 0;
      return { done: true, value: undefined };
    },
  };
};

const present = (event: EngineEvent): AccountEvent => {
  switch (event.type) {
    case "task":
      return { type: "task", ...presentTask(event.task) };
    case "delivery":
      return { type: "delivery", ...presentDelivery(event.delivery) };
    case "request":
      return { type: "request", ...presentRequest(event.entry) };
    default:
      return {
        type: "clock",
        account: event.account,
        ...presentClock({ now: event.now, frozen: event.frozen }),
      };
  }
};
