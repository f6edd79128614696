import { signal } from "@preact/signals";
import { messageOf } from "../api/client.ts";

/** What the last action led to. */
export interface Notice {
  readonly kind: "done" | "failed";
  readonly text: string;
}

export const notice = signal<Notice | undefined>(undefined);

/** How long a success is shown, in milliseconds. A failure stays until it is closed. */
const SHOWN = 4000;

let timer: ReturnType<typeof setTimeout> | undefined;

export const show = (kind: Notice["kind"], text: string): void => {
  clearTimeout(timer);
  notice.value = { kind, text };
  if (kind === "done") timer = setTimeout(() => (notice.value = undefined), SHOWN);
};

/**
 * Does something, and shows what came of it.
 *
 * @param done What is shown on success.
 * @returns Whether it succeeded.
 */
export const act = async (done: string, action: () => Promise<unknown>): Promise<boolean> => {
  try {
    await action();
    if (done !== "") show("done", done);
    return true;
  } catch (error) {
    show("failed", messageOf(error));
    return false;
  }
};
