import { isErrorName } from "../../contract/inferred/words.ts";
import { holdsReason } from "../../contract/property-meaning.ts";
import type { Behavior } from "../behavior.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import { write } from "./assign.ts";
import type { NamedTransition } from "./prepared-life-cycle.ts";
import type { Completion, Work } from "./worker.ts";

/** The reason of a failure if none is given. */
const NO_REASON = "The work failed, as requested.";

/**
 * The work of tasks whose contract does not declare where results are: the missing properties are filled in, as in
 * the example of a completed task, else as the schema describes them. A given response takes precedence over both.
 */
export const fillWork = async (
  behavior: Behavior,
  task: TaskRecord,
  { to }: NamedTransition,
  completion: Completion | undefined,
): Promise<Work> => {
  const isFailure = behavior.lifeCycle.states.get(to)?.outcome === "failure";
  const sample = await sampleOf(behavior, task, to);
  const managed = new Set([...behavior.lifeCycle.id, ...behavior.lifeCycle.status]);
  const reason = completion?.error ?? NO_REASON;
  return {
    edit: (body) => {
      const filled: JsonObject = { ...body };
      for (const [name, value] of Object.entries(sample)) {
        if (managed.has(name) || (body[name] ?? null) !== null || isErrorName(name) !== isFailure) continue;
        filled[name] = isFailure
          ? errorLike(behavior, name, reason)
          : (behavior.linkToMock?.(value, task) ?? value);
      }
      return { ...filled, ...completion?.response };
    },
  };
};

/** The properties of tasks in a state, by the namespace and the state. */
const samples = new WeakMap<Behavior, Map<string, Promise<JsonObject>>>();

const sampleOf = (behavior: Behavior, task: TaskRecord, state: string): Promise<JsonObject> => {
  const known = samples.get(behavior) ?? new Map<string, Promise<JsonObject>>();
  samples.set(behavior, known);
  const sample = known.get(state) ?? makeSample(behavior, task, state);
  known.set(state, sample);
  return sample;
};

/** Generated values that violate the contract are left out: it may require more than the schemas of single properties do. */
const makeSample = async (behavior: Behavior, task: TaskRecord, state: string): Promise<JsonObject> => {
  const example = Object(behavior.exampleOf(task, state)) as JsonObject;
  const sample = { ...(Object(await behavior.composeWhole(state)) as JsonObject), ...example };
  const ended =
    behavior.lifeCycle.status.length > 0 ? write({ ...sample }, behavior.lifeCycle.status, state) : sample;
  const wrong = new Set((await behavior.checkTask(ended)).map(({ steps: [name] }) => name));
  return Object.fromEntries(
    Object.entries(sample).filter(
      ([name]) => Object.hasOwn(example, name) || (!wrong.has(name) && !isMomentName(name)),
    ),
  );
};

/** Whether a property is a time: other states have other times. */
const isMomentName = (name: string): boolean => /(?:_(?:at|on)|[a-z](?:At|On))$/.test(name);

/** An error as text, or as an object that contains the text. */
const errorLike = ({ composerAt }: Behavior, name: string, reason: string): unknown => {
  const made = composerAt([name])((property) => (holdsReason(property) ? reason : undefined));
  return typeof made === "object" && made !== null ? made : reason;
};
