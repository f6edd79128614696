import type * as fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../agree.ts";
import type { Model } from "../state.ts";
import type { Reply, Sending, System } from "../system.ts";
import { takeRequestFault } from "../waiting-faults.ts";

/** Something that a user does. */
export type Command = fc.AsyncCommand<Model, System>;

/** What a kind of command does, by its parameters. */
export interface Action<P> {
  /** Whether it makes sense now, and its outcome is promised. */
  readonly isPossible?: (model: Readonly<Model>, params: P) => boolean;
  readonly run: (model: Model, system: System, params: P) => Promise<void>;
}

/** Makes commands of one kind. They print as their name and parameters. */
export const commands = <P extends object>(
  name: string,
  params: fc.Arbitrary<P>,
  { isPossible = () => true, run }: Action<P>,
): fc.Arbitrary<Command> =>
  params.map((each) => ({
    check: (model) => isPossible(model, each),
    run: (model, system) => run(model, system, each),
    toString: () => `${name} ${JSON.stringify(each)}`,
  }));

/** Sends a request. If a fault waits for it, nothing is to be done, and there is no reply to look at. */
export const ask = async (
  model: Model,
  system: System,
  { key, operation, line, ...sending }: Sending & { key: string; operation: string; line: string },
): Promise<Reply | undefined> => {
  const fault = takeRequestFault(model, key, operation);
  if (fault?.drop) {
    await expect(system.send(key, line, sending), "a dropped request").rejects.toThrow("fetch failed");
    return undefined;
  }
  const reply = await system.send(key, line, sending);
  if (fault?.status === undefined) return reply;
  agree("a fault", reply.status, fault.status);
  return undefined;
};
