import type { DeliveryRecord, TaskRecord } from "./model.ts";
import type { JournalEntry } from "./journal.ts";

/** An event, for the listeners. */
export type EngineEvent =
  | { readonly type: "task"; readonly account: string; readonly task: TaskRecord }
  | { readonly type: "delivery"; readonly account: string; readonly delivery: DeliveryRecord }
  | { readonly type: "clock"; readonly account: string; readonly now: number; readonly frozen: boolean }
  | { readonly type: "request"; readonly account: string | undefined; readonly entry: JournalEntry };

type Listener = (event: EngineEvent) => void;

/** An account that came from another engine, or went to one. Events of it may have been missed. */
export interface Move {
  readonly account: string;
  readonly isLost: boolean;
}

/** Notifies all listeners of events. Costs next to nothing while there are none. */
export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #moveListeners = new Set<(move: Move) => void>();

  /** @returns A function that removes the listener. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** @returns A function that removes the listener. */
  listenToMoves(listener: (move: Move) => void): () => void {
    this.#moveListeners.add(listener);
    return () => this.#moveListeners.delete(listener);
  }

  move(move: Move): void {
    for (const listener of this.#moveListeners) listener(move);
  }
}
