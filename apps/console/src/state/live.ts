import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { messageOf } from "../api/client.ts";
import { onEvents } from "../api/events.ts";

/** Data of the server that follows its changes. */
export interface Live<T> {
  /** Undefined until it was read once. */
  readonly data: Signal<T | undefined>;
  readonly error: ReadonlySignal<string | undefined>;
  /** Reads it again. */
  readonly reload: () => Promise<void>;
}

/** The least time between two reads, in milliseconds: a busy server changes all the time. */
const PAUSE = 300;

/**
 * Reads data, and reads it again whenever one of these events happened.
 *
 * @param key Changes when other data is to be read.
 * @param names Of events: `task`, `delivery`, `request`, `clock`.
 */
export const useLive = <T>(key: string, names: readonly string[], load: () => Promise<T>): Live<T> => {
  const live = useMemo(() => createLive(load), [key]);
  useEffect(() => {
    void live.reload();
    const stop = onEvents((happened) => {
      if (names.some((name) => happened.has(name))) live.invalidate();
    });
    return () => {
      stop();
      live.stop();
    };
  }, [live]);
  return live;
};

interface Reloading<T> extends Live<T> {
  readonly invalidate: () => void;
  readonly stop: () => void;
}

const createLive = <T>(load: () => Promise<T>): Reloading<T> => {
  const data = signal<T | undefined>(undefined);
  const error = signal<string | undefined>(undefined);
  let isStopped = false;
  let isStale = false;
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    isStale = false;
    try {
      const found = await load();
      if (isStopped) return;
      data.value = found;
      error.value = undefined;
    } catch (problem) {
      error.value = messageOf(problem);
    }
  };
  const reload = async (): Promise<void> => {
    // What is being read may be older than the change that this is about.
    await reading;
    reading = read();
    await reading;
    reading = undefined;
  };
  const invalidate = (): void => {
    if (isStale || isStopped) return;
    isStale = true;
    setTimeout(() => {
      if (isStale && !isStopped) void reload();
    }, PAUSE);
  };
  const stop = (): void => {
    isStopped = true;
  };
  return { data, error, reload, invalidate, stop };
};
