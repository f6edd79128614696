import { unknownBetween, unknownCount, unknownText } from "./learned.ts";
import type { Happened } from "./observed.ts";
import { type Account, isoTime, type Json, type Model, nextOrder, type Run } from "./state.ts";

/** To the second, in UTC, without a zone. */
const shortTime = (time: number): string => isoTime(time).slice(0, 19);

/** A task that was not run yet. */
export const newRun = (
  model: Model,
  now: number,
  kind: Run["kind"],
  known: { id?: string; payload?: Json } = {},
): Run => ({
  id: known.id,
  order: nextOrder(model),
  kind,
  payload: known.payload,
  body: {
    id: known.id ?? unknownText,
    payloadID: unknownText,
    storeID: unknownText,
    ...(kind === "extraction" && { requests: 0 }),
    status: "initialized",
    createdAt: shortTime(now),
    startTime: null,
    endTime: null,
  },
});

export const statusOf = ({ body }: Run): string => String(body["status"]);

export const isAtWork = (run: Run): boolean => ["queued", "running"].includes(statusOf(run));

/** What an extraction collected before it was cancelled stays; a conversion has its file only when it is complete. */
export const hasResults = (run: Run): boolean =>
  statusOf(run) === "completed" || (statusOf(run) === "cancelled" && run.kind === "extraction");

/** A run starts at once, and ends after the delay that the account has then, unless by hand. */
export const startRun = ({ now, settings }: Account, run: Run): void => {
  const { elapsed: _elapsed, fileSize: _fileSize, ...body } = run.body;
  run.body = {
    ...body,
    ...(run.kind === "extraction" && { requests: 0 }),
    status: "running",
    startTime: shortTime(now),
    endTime: null,
  };
  run.startedAt = now;
  run.dueAt = settings.runResult === "manual" ? undefined : now + settings.completionDelayMs;
  if (settings.runResult !== "manual") run.endsWith = settings.runResult;
};

/** Ends a run at a moment: the due one, or while the clock ran, one between that and the end. */
export const endRun = (
  run: Run,
  status: "completed" | "cancelled" | "error",
  at: number,
  until = at,
): void => {
  const { startedAt = at } = run;
  const seconds = (time: number): string => String(Math.round((time - startedAt) / 1000));
  run.dueAt = undefined;
  run.body = {
    ...run.body,
    status,
    endTime: at === until ? shortTime(at) : unknownBetween(shortTime(at), shortTime(until)),
    elapsed: seconds(at) === seconds(until) ? seconds(at) : unknownText,
    ...(status === "completed" &&
      (run.kind === "extraction" ? { requests: unknownCount } : { fileSize: unknownCount })),
  };
};

/** Ends a run whose time has come. */
export const finishRun = (account: Account, run: Run, { until, isRunning = false }: Happened): void => {
  const at = Math.max(account.now, run.dueAt ?? 0);
  endRun(run, run.endsWith ?? "completed", at, isRunning ? until : at);
};
