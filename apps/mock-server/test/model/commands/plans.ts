import * as fc from "fast-check";
import { Plan, type Reaction, type Steady } from "../plan.ts";
import { anyKey, type Model } from "../state.ts";
import type { System } from "../system.ts";
import { type Command, commands } from "./command.ts";

const statuses = [200, 201, 204, 299, 302, 404, 500] as const;

/** How a receiver may answer once. */
export const reaction: fc.Arbitrary<Steady> = fc.constantFrom(...statuses, 500 as const, "hang-up" as const);

/** Where the callbacks of one task go that has a URL of its own. */
export const ownPath = (order: number): string => `/own/${order}`;

/** Where callbacks go of tasks that have none. */
export const defaultPath = (key: string): string => `/default/${key}`;

/** Tells the receiver, and the model, how a path answers from now on. */
export const setPlan = (
  model: Model,
  system: System,
  path: string,
  next: readonly Reaction[],
  always: Steady = 200,
): void => {
  model.plans.set(path, new Plan(next, always));
  system.receiver.plans.set(path, new Plan(next, always));
};

/** The receiver of all tasks without a URL of their own answers in another way from now on. */
export const defaultPlans: fc.Arbitrary<Command> = commands(
  "answer at the default URL",
  fc.record({ key: anyKey, always: reaction }),
  {
    run: async (model, system, { key, always }) => setPlan(model, system, defaultPath(key), [], always),
  },
);

/** The receiver of one task answers in another way from now on. */
export const ownPlans: fc.Arbitrary<Command> = commands(
  "answer at an own URL",
  fc.record({ pick: fc.nat(50), next: fc.array(reaction, { maxLength: 22 }), always: reaction }),
  {
    isPossible: (model) => ownPaths(model).length > 0,
    run: async (model, system, { pick, next, always }) => {
      const paths = ownPaths(model);
      setPlan(model, system, paths[pick % paths.length] ?? "", next, always);
    },
  },
);

const ownPaths = ({ plans }: Readonly<Model>): string[] =>
  [...plans.keys()].filter((path) => path.startsWith("/own/"));
