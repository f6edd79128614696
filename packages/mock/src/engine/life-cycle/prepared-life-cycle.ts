import {
  type Assignment,
  type Delay,
  type LifeCycle,
  type Mode,
  type OpenApiDocument,
  type Schema,
  schemasAt,
  type Transition,
} from "@task-contracts/openapi-model";
import type { PreparedAssignment } from "./assign.ts";
import { timeFormOf } from "./time-form.ts";

/** A transition with its name. */
export interface NamedTransition extends Transition {
  readonly name: string;
  readonly set: readonly PreparedAssignment[];
}

/** A transition that time triggers, and its delay after the state was entered. */
export interface TimedTransition {
  readonly transition: NamedTransition;
  readonly delay: Delay;
}

export interface PreparedMode extends Omit<Mode, "after"> {
  readonly set: readonly PreparedAssignment[];
  /** The transitions that time triggers, by state. */
  readonly timed: ReadonlyMap<string, readonly TimedTransition[]>;
}

/** A declared life cycle, with the schemas of the properties that it writes. */
export interface PreparedLifeCycle extends Omit<LifeCycle, "transitions" | "modes"> {
  readonly transitions: ReadonlyMap<string, NamedTransition>;
  /** The transitions from each state, in the order of their declaration. */
  readonly leaving: ReadonlyMap<string, readonly NamedTransition[]>;
  /** The last one is for all credentials that no other mode covers. */
  readonly modes: readonly PreparedMode[];
  /** Names of the times that durations are measured from: they are stored to the millisecond. */
  readonly rememberedTimes: ReadonlySet<string>;
}

/** Prepares a life cycle once for all tasks. */
export const prepareLifeCycle = (
  document: OpenApiDocument,
  lifeCycle: LifeCycle,
  schema: Schema,
): PreparedLifeCycle => {
  const prepare = (set: readonly Assignment[]): PreparedAssignment[] =>
    set.map((assignment) => {
      const schemas = schemasAt(document, schema, assignment.target);
      const types = schemas.flatMap(({ type = [] }) => type);
      return { ...assignment, time: timeFormOf(schemas), asText: types[0] === "string" };
    });
  const transitions = [...lifeCycle.transitions].map(([name, transition]): [string, NamedTransition] => [
    name,
    { ...transition, name, set: prepare(transition.set) },
  ]);
  const leaving = [...lifeCycle.states.keys()].map((state) => {
    const out = transitions.map(([, transition]) => transition).filter(({ from }) => from.includes(state));
    return [state, out] as const;
  });
  const prepareMode = ({ after, ...mode }: Mode): PreparedMode => {
    const timed = leaving.map(([state, out]) => {
      const found = out.flatMap((transition): TimedTransition[] => {
        const delay = after.get(transition.name) ?? transition.after;
        return delay ? [{ transition, delay }] : [];
      });
      return [state, found] as const;
    });
    return { ...mode, set: prepare(mode.set), timed: new Map(timed) };
  };
  return {
    ...lifeCycle,
    transitions: new Map(transitions),
    leaving: new Map(leaving),
    modes: [...lifeCycle.modes, plainMode].map(prepareMode),
    rememberedTimes: new Set(
      transitions.flatMap(([, { set }]) =>
        set.flatMap(({ value }) => (value.kind === "secondsSince" ? [timeName(value.since)] : [])),
      ),
    ),
  };
};

/** The name under which the time in a property is stored. */
export const timeName = (steps: readonly string[]): string => steps.join("/");

/** For credentials that no declared mode covers: the declaration applies unchanged. */
const plainMode: Mode = { name: "plain", set: [], after: new Map(), manual: false };

/** The mode of the tasks of a credential. */
export const modeOf = ({ modes }: PreparedLifeCycle, credential: string): PreparedMode => {
  const mode = modes.find(({ credential: pattern }) => pattern === undefined || pattern.test(credential));
  if (mode) return mode;
  throw new Error("No mode is for all credentials. Prepare the life cycle.");
};

/** The delay for a task, in milliseconds. `valueAt` reads the task. */
export const lengthOf = (delay: Delay, valueAt: (steps: readonly string[]) => unknown): number =>
  "fixed" in delay ? delay.fixed : (delay.values.get(String(valueAt(delay.of))) ?? delay.otherwise);
