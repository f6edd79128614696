/** A name without case and separators. */
export const bare = (name: string): string => name.replaceAll(/[^A-Za-z\d]/g, "").toLowerCase();

/** The kind of state that a word means. */
export type StateKind = "waiting" | "working" | "success" | "failure" | "canceled" | "other";

/** Common words for the states of tasks. */
const kinds: Readonly<Record<Exclude<StateKind, "other">, readonly string[]>> = {
  waiting: [
    "queued",
    "in_queue",
    "pending",
    "created",
    "new",
    "submitted",
    "initialized",
    "initializing",
    "starting",
    "scheduled",
    "received",
    "waiting",
    "draft",
    "open",
    "accepted",
    "validating",
    "registered",
    "enqueued",
    "not_started",
    "requested",
    "todo",
    "preparing",
    "throttled",
  ],
  working: [
    "processing",
    "in_progress",
    "running",
    "started",
    "working",
    "active",
    "rendering",
    "uploading",
    "fetching",
    "saving",
    "finalizing",
    "generating",
    "transcribing",
    "encoding",
    "ingesting",
    "executing",
    "busy",
    "ongoing",
    "awaiting_approval",
    "under_review",
    "reviewing",
  ],
  success: [
    "completed",
    "complete",
    "succeeded",
    "success",
    "successful",
    "done",
    "finished",
    "ready",
    "ended",
    "processed",
    "transcribed",
    "approved",
    "delivered",
    "published",
    "ok",
    "available",
    "resolved",
    "closed",
    "paid",
    "passed",
    "fulfilled",
  ],
  failure: [
    "failed",
    "failure",
    "error",
    "errored",
    "rejected",
    "declined",
    "invalid",
    "timeout",
    "timed_out",
    "incomplete",
  ],
  canceled: [
    "canceled",
    "cancelled",
    "aborted",
    "stopped",
    "terminated",
    "revoked",
    "withdrawn",
    "voided",
    "deleted",
    "canceling",
    "cancelling",
  ],
};

const kindByWord = new Map(
  Object.entries(kinds).flatMap(([kind, words]) =>
    words.map((word) => [bare(word), kind as StateKind] as const),
  ),
);

/**
 * The kind of state that a value of a status means.
 *
 * @example
 * stateKindOf("IN_PROGRESS"); // "working"
 */
export const stateKindOf = (value: string): StateKind => kindByWord.get(bare(value)) ?? "other";

/**
 * The words of a name, in lower case.
 *
 * @example
 * wordsOf("batch.inputExpired"); // ["batch", "input", "expired"]
 */
export const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");

/** Name endings that mean every change. */
const anyChange = /^(?:status)?(?:updated?|changed?)$/;

/** Name endings of any callback. */
const saysNothing = /^(?:callbacks?|webhooks?|hooks?|events?|notifications?|notify|on)$/;

/** Words for an end, good or bad. */
const anyEnd = /^(?:completed?|finish(?:ed)?|done|ended|processed|ready)$/;

/**
 * The states that a callback reports, by its name, the longest ending first.
 *
 * @param states All states.
 * @returns Undefined if its name is not specific.
 * @example
 * statesToldBy("transcript.failed", ["queued", "completed", "error"]); // ["error"]
 */
export const statesToldBy = (
  name: string,
  states: readonly string[],
  kindOf: (state: string) => StateKind = stateKindOf,
): readonly string[] | undefined => {
  const words = wordsOf(name).filter((word) => !saysNothing.test(word));
  const endings = words.map((_, index) => words.slice(index).join(""));
  const ofKind = (...sought: readonly StateKind[]): string[] =>
    states.filter((state) => sought.includes(kindOf(state)));
  for (const ending of endings) {
    if (anyChange.test(ending)) return states;
    if (anyEnd.test(ending)) return ofKind("success", "failure");
    const exact = states.filter((state) => bare(state) === ending);
    if (exact.length > 0) return exact;
    const kind = stateKindOf(ending);
    if (kind !== "other") return ofKind(kind);
  }
  return undefined;
};

/** The effect of operations below an item, by the verb at the end of their path. */
const verbs: Readonly<Record<string, readonly StateKind[]>> = {
  cancel: ["canceled", "failure"],
  cancellation: ["canceled", "failure"],
  abort: ["canceled", "failure"],
  stop: ["canceled"],
  terminate: ["canceled"],
  revoke: ["canceled"],
  void: ["canceled"],
  complete: ["success"],
  finish: ["success"],
  close: ["success"],
  approve: ["success"],
  publish: ["success"],
  reject: ["failure"],
  decline: ["failure"],
  start: ["working"],
  run: ["working"],
  resume: ["working"],
  retry: ["waiting", "working"],
  restart: ["waiting", "working"],
  requeue: ["waiting"],
};

/**
 * The kinds of states that an operation can lead to, by the last segment of its path.
 *
 * @example
 * targetsOf("cancel"); // ["canceled", "failure"]
 */
export const targetsOf = (segment: string): readonly StateKind[] => verbs[bare(segment)] ?? [];

/** Whether a property holds the status of a task, by its name. */
export const isStatusName = (name: string): boolean =>
  /^(?:status|state|phase|(?:job|task|processing|run|lifecycle)_?(?:status|state))$/i.test(name);

/** Whether a property of a request holds the callback URL. */
export const isCallbackName = (name: string): boolean =>
  /^(?:(?:status_?)?(?:callback|webhook|notify|notification|postback|hook)_?(?:url|uri|endpoint)?|(?:url|uri)_?(?:callback|webhook)|on_?(?:complete|completion|finish)(?:_?url)?)$/i.test(
    name,
  );

/** Whether a property describes a failure. */
export const isErrorName = (name: string): boolean =>
  /^(?:errors?|error_?(?:message|code|type|details?)|failures?|failure_?(?:reason|code|message|detail)?|fail_?reason|status_?reason)$/i.test(
    name,
  );

/**
 * The singular of an English noun, for names of collections.
 *
 * @example
 * singularOf("batches"); // "batch"
 */
export const singularOf = (noun: string): string => {
  if (/(?:ss|us|is)$/i.test(noun)) return noun;
  if (/ies$/i.test(noun)) return `${noun.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss|z)es$/i.test(noun)) return noun.slice(0, -2);
  return noun.replace(/s$/i, "");
};
