import * as fc from "fast-check";
import { type Account, accountOf, anyKey, keys, type Model, pickOf, type ScaleTask } from "../state.ts";

/** Which task, by a number that means one of those that there are. */
export interface Pick {
  readonly key: string;
  readonly pick: number;
}

/** For parameters that have more to say. */
export const picked = { key: anyKey, pick: fc.nat(50) } as const;

export const pick: fc.Arbitrary<Pick> = fc.record(picked);

/** The chosen task: any, or rather one that is not ended yet, if there is one. */
export const taskOf = (model: Readonly<Model>, { key, pick: index }: Pick, isOpen = false): ScaleTask => {
  const { tasks } = accountOf(model, key);
  const open = tasks.filter(({ body }) => body["status"] === "pending");
  const task = pickOf(isOpen && open.length > 0 && index % 4 > 0 ? open : tasks, index);
  if (!task) throw new Error(`${key} has no tasks.`);
  return task;
};

export const hasTasks = (model: Readonly<Model>, { key }: { readonly key: string }): boolean =>
  accountOf(model, key).tasks.length > 0;

/** Another account than the given one. */
export const otherThan = (model: Readonly<Model>, key: string): Account =>
  accountOf(model, keys[(keys.indexOf(key) + 1) % keys.length] ?? "");
