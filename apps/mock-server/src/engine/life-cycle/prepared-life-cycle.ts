import {
  type Assignment,
  type Delay,
  type LifeCycle,
  type Mode,
  type OpenApiDocument,
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

export interface PreparedMode extends Mode {
  readonly set: readonly PreparedAssignment[];
}

/** A declared life cycle, with what its schema says of the properties that it writes. */
export interface PreparedLifeCycle extends Omit<LifeCycle, "transitions" | "modes"> {
  readonly transitions: ReadonlyMap<string, NamedTransition>;
  readonly modes: readonly PreparedMode[];
  /** Names of the times that durations are counted from: they are remembered to the millisecond. */
  readonly rememberedTimes: ReadonlySet<string>;
}

/** Prepares a life cycle once for all tasks. */
export const prepareLifeCycle = (document: OpenApiDocument, lifeCycle: LifeCycle): PreparedLifeCycle => {
  const schema = document.components?.schemas?.[lifeCycle.schema];
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
  return {
    ...lifeCycle,
    transitions: new Map(transitions),
    modes: lifeCycle.modes.map((mode) => ({ ...mode, set: prepare(mode.set) })),
    rememberedTimes: new Set(
      transitions.flatMap(([, { set }]) =>
        set.flatMap(({ value }) => (value.kind === "secondsSince" ? [timeName(value.since)] : [])),
      ),
    ),
  };
};

/** The name under which the time that a property shows is remembered. */
export const timeName = (steps: readonly string[]): string => steps.join("/");

/** The mode of the tasks of a credential. */
export const modeOf = ({ modes }: PreparedLifeCycle, credential: string): PreparedMode | undefined =>
  modes.find(({ credential: pattern }) => pattern === undefined || pattern.test(credential));

/** The transitions that lead out of a state, in the order of their declaration. */
export const transitionsFrom = ({ transitions }: PreparedLifeCycle, state: string): NamedTransition[] =>
  [...transitions.values()].filter(({ from }) => from.includes(state));

/** How long a delay is for a task, in milliseconds. `valueAt` reads the task. */
export const lengthOf = (delay: Delay, valueAt: (steps: readonly string[]) => unknown): number =>
  "fixed" in delay ? delay.fixed : (delay.values.get(String(valueAt(delay.of))) ?? delay.otherwise);
