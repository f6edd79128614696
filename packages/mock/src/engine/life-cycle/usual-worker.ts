import { holdsReason } from "../../contract/property-meaning.ts";
import { EngineFailure } from "../failure.ts";
import type { AccountSettings, TaskRecord } from "../model.ts";
import type { Behavior } from "../behavior.ts";
import { read } from "./assign.ts";
import type { NamedTransition } from "./prepared-life-cycle.ts";
import type { EnteredState, Upcoming, Worker } from "./worker.ts";

/** A worker that chooses and checks. */
export type UsualWorker = Worker & Required<Pick<Worker, "check" | "choose">>;

/** The worker of APIs without code of their own: results are like those of the contract's examples. */
export const createUsualWorker = (behavior: Behavior): UsualWorker => {
  const declaresResults = [...behavior.lifeCycle.transitions.values()].some(
    (transition) => resultOf(transition) !== undefined,
  );
  return usualWorker(behavior, declaresResults);
};

const usualWorker = (behavior: Behavior, declaresResults: boolean): UsualWorker => ({
  choose: chooseBySettings,
  work: async (task, _account, { completion, transition }) => {
    const steps = resultOf(transition);
    if (behavior.reasons || (behavior.isForeign && !declaresResults)) {
      const { fillWork } = await import("./fill-work.ts");
      return fillWork(behavior, task, transition, completion);
    }
    if (steps === undefined) return {};
    if (completion?.error !== undefined) refuseFailure(behavior, transition);
    if (completion?.error !== undefined) return { result: errorAt(behavior, steps, completion.error) };
    return { result: completion?.response ?? resultAt(behavior, task, transition, steps) };
  },
  check: async ({ body }) => {
    const [problem] = await behavior.checkTask(body);
    if (problem)
      throw new EngineFailure(
        400,
        `${problem.message} Send a response that matches the contract, or none to get a generated one.`,
      );
  },
});

/** Rejects an error if the life cycle has no state of failure. */
const refuseFailure = ({ lifeCycle }: Behavior, { to }: NamedTransition): void => {
  if (lifeCycle.states.get(to)?.outcome === "failure") return;
  throw new EngineFailure(
    400,
    "error is not possible for a task of this API, which has no state of failure. Send a response.",
  );
};

/** The duration of tasks is a setting of the account, for test keys and for live ones. */
const chooseBySettings = ({ account, declared: [declared], mode }: EnteredState): Upcoming | undefined => {
  const { settings } = account.record;
  if (!declared) return undefined;
  if (mode.manual) return settings.liveCompletion === "manual" ? undefined : declared;
  return testChoice(declared, settings);
};

const testChoice = (
  declared: Upcoming,
  { testCompletion, completionDelayMs }: AccountSettings,
): Upcoming | undefined => {
  switch (testCompletion) {
    case "manual":
      return undefined;
    case "delayed":
      return { ...declared, delay: completionDelayMs };
    case "per-poll":
      return { ...declared, delay: "poll" };
    default:
      return declared;
  }
};

/** The property that a transition writes the result to, if any. */
const resultOf = ({ set }: Pick<NamedTransition, "set">): readonly string[] | undefined =>
  set.find(({ value }) => value.kind === "result")?.target;

/** The contract's example of a task that completed like that, else the minimum that its schema allows. */
const resultAt = (
  behavior: Behavior,
  task: TaskRecord,
  { to }: NamedTransition,
  steps: readonly string[],
): unknown => read(behavior.exampleOf(task, to), steps) ?? behavior.composerAt(steps)(() => undefined);

/** The reason of a failure, as text or in the text property of an object. */
const errorAt = (behavior: Behavior, steps: readonly string[], reason: string): unknown => {
  const made = behavior.composerAt(steps)((property) => (holdsReason(property) ? reason : undefined));
  return typeof made === "object" && made !== null ? made : reason;
};
