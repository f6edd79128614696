import { signal } from "@preact/signals";
import { serverUrl } from "./client.ts";
import { askForToken, token } from "./token.ts";
import { EventNames } from "./event-names.ts";

/** Whether the page learns of changes at once. */
export const isLive = signal(false);

type Listener = (names: ReadonlySet<string>) => void;

const listeners = new Set<Listener>();

/** How long to wait before the next attempt to connect, in milliseconds. */
const RETRY = 1000;

/**
 * Listens to what happens on the server: at most once per frame, with the names of the events since the last one. What
 * happened is read over the control API; a busy server has more events than anyone can look at.
 *
 * @returns A function that stops listening.
 */
export const onEvents = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Follows the events for as long as the page is open, through restarts of the server. */
export const followEvents = async (): Promise<void> => {
  for (;;) {
    await readStream().catch(() => undefined);
    isLive.value = false;
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
};

const readStream = async (): Promise<void> => {
  const headers: HeadersInit = token.value === "" ? {} : { authorization: `Bearer ${token.value}` };
  const response = await fetch(`${serverUrl}/_mock/events?data=none`, { headers });
  if (response.status === 401) askForToken();
  if (!response.ok || !response.body) return;
  isLive.value = true;
  // What happened while no one listened is not known.
  report(["request", "task", "delivery", "clock"]);
  const names = new EventNames();
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) report(names.read(chunk));
};

const waiting = new Set<string>();

const report = (names: Iterable<string>): void => {
  const isFirst = waiting.size === 0;
  for (const name of names) waiting.add(name);
  if (isFirst && waiting.size > 0) requestAnimationFrame(flush);
};

const flush = (): void => {
  const names = new Set(waiting);
  waiting.clear();
  for (const listener of listeners) listener(names);
};
