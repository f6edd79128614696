import type { AccountEvent } from "@task-contracts/mock";
import { element } from "./element.ts";
import type { Session } from "./session.ts";
import type { Mode } from "./attempt.ts";

type DeliveryEvent = Extract<AccountEvent, { type: "delivery" }>;

/** How many callbacks are shown in full at most. */
const SHOWN_PAYLOADS = 3;

/** One line of the life of a task. */
export interface Moment {
  readonly at: number;
  readonly text: string;
  readonly state: "good" | "bad" | "open";
}

/** Shows the life of the newest task in the page: its states, and each attempt to deliver its callback. */
export class Timeline {
  readonly element = element("ol", { className: "timeline", "aria-label": "Life of the task" });
  readonly #payloads = element("div", { className: "payloads" });
  readonly #states: Moment[] = [];
  readonly #deliveries = new Map<string, DeliveryEvent>();
  #taskId = "";
  #queue: Promise<void> = Promise.resolve();

  get payloads(): HTMLElement {
    return this.#payloads;
  }

  /** Takes what has happened into account, in the order in which it happened. */
  add(session: Session, mode: Mode, event: AccountEvent): Promise<void> {
    // A task that was deleted cannot be read any more; what follows is shown nevertheless.
    this.#queue = this.#queue.then(() => this.#take(session, mode, event)).catch(() => undefined);
    return this.#queue;
  }

  async #take(session: Session, mode: Mode, event: AccountEvent): Promise<void> {
    if (event.type === "task") await this.#addState(session, mode, event);
    if (event.type === "delivery") {
      if (event.taskId !== this.#taskId && this.#taskId !== "") return;
      this.#deliveries.set(event.deliveryId, event);
    }
    this.#draw(session);
  }

  async #addState(
    session: Session,
    mode: Mode,
    { status, taskId }: AccountEvent & { type: "task" },
  ): Promise<void> {
    const { now } = await session.account(mode).clock.now();
    if (taskId !== this.#taskId) {
      this.#taskId = taskId;
      this.#states.length = 0;
      this.#deliveries.clear();
    }
    if (this.#states.at(-1)?.text === `Task is ${status}`) return;
    const { task } = await session.account(mode).getTask(taskId);
    const at = timeOf(task, this.#states.length === 0) ?? Date.parse(now);
    const isBad = /error|fail/.test(status);
    const isEnd = /complete|success|done/.test(status);
    this.#states.push({ at, text: `Task is ${status}`, state: isBad ? "bad" : isEnd ? "good" : "open" });
  }

  #draw(session: Session): void {
    const deliveries = [...this.#deliveries.values()];
    const moments = [...this.#states, ...deliveries.flatMap(momentsOf)].toSorted((a, b) => a.at - b.at);
    const start = moments[0]?.at ?? 0;
    this.element.replaceChildren(
      ...moments.map(({ at, state, text }) =>
        element(
          "li",
          { className: state },
          element("time", { dateTime: new Date(at).toISOString(), textContent: elapsed(at - start) }),
          ` ${text}`,
        ),
      ),
    );
    this.element.scrollTop = this.element.scrollHeight;
    const received = session.received.slice(-SHOWN_PAYLOADS).toReversed();
    this.#payloads.replaceChildren(...received.map(payloadView));
  }
}

/** The time at which a task got into its state, by the fields of the API, if they say it. */
function timeOf(task: Readonly<Record<string, unknown>>, isFirst: boolean): number | undefined {
  const names = isFirst ? ["created_at", "createdAt"] : ["completed_at", "endTime", "startTime"];
  const time = names.map((name) => task[name]).find((value) => typeof value === "string");
  if (time === undefined) return undefined;
  return Date.parse(/Z|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`);
}

/** The attempts to deliver a callback. The receiver of the page responds with a status, or not at all. */
export function momentsOf({
  attempts,
  nextAttemptAt,
  status,
}: Pick<DeliveryEvent, "attempts" | "nextAttemptAt" | "status">): Moment[] {
  const made = attempts.map(({ at, status: code }, index): Moment => ({
    at: Date.parse(at),
    text: `Callback, attempt ${index + 1}: ${code ?? "no response"}`,
    state: code !== undefined && code >= 200 && code < 300 ? "good" : "bad",
  }));
  const last = made.at(-1);
  if (status === "failed" && last !== undefined) {
    return [...made, { at: last.at, text: "Callback failed: no retries are left", state: "bad" }];
  }
  if (nextAttemptAt === undefined || last === undefined) return made;
  return [...made, { at: Date.parse(nextAttemptAt), text: "Next attempt", state: "open" }];
}

function payloadView({ body, isAuthentic, url }: Session["received"][number]): HTMLElement {
  const check =
    isAuthentic === undefined
      ? "It bears no key."
      : isAuthentic
        ? "✓ scale-callback-auth has the callback key of the account."
        : "✗ scale-callback-auth has a wrong key: respond with 401.";
  return element(
    "details",
    { className: "nested" },
    element("summary", { textContent: `Callback received at ${url}` }),
    element("p", { className: isAuthentic === false ? "check bad" : "check", textContent: check }),
    element("pre", { className: "small", tabIndex: 0 }, element("code", { textContent: pretty(body) })),
  );
}

/** JSON with line breaks; other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/**
 * A time since the beginning, in its two largest units.
 *
 * @example
 * elapsed(3_900_000); // "+1 h 5 min"
 */
export function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const units = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return "+0 s";
  return `+${units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ")}`;
}
