import {
  type Assignment,
  type CallbackRule,
  type LifeCycle,
  type OpenApiDocument,
  type Outcome,
  type Schema,
  type SchemaObject,
  schemasAt,
  type State,
  type Transition,
} from "@task-contracts/openapi-model";
import { propertiesAt } from "./find-item.ts";
import type { InferredResource } from "./infer-resources.ts";
import { polledStatuses } from "./polled-status.ts";
import { isStatusName, type StateKind, stateKindOf, statesToldBy, targetsOf } from "./words.ts";

/** The only state of a resource without a status. */
const PRESENT = "present";

/** The duration of each state, in milliseconds. */
const STEP = 1000;

/** The default retries of callbacks. */
const usualRetry = { times: 5, within: 3_600_000, growth: 2 };

/** A life cycle, and why it was inferred. */
export interface InferredLife {
  readonly lifeCycle: LifeCycle;
  readonly reasons: readonly string[];
}

/**
 * Infers the life cycle of a resource from its status: waiting states come first, then working ones, then success;
 * failure and cancellation can come at any time before. A resource without a status has one state.
 *
 * @param callbacks The names of its callbacks.
 */
export const inferLifeCycle = (
  document: OpenApiDocument,
  resource: InferredResource,
  callbacks: readonly string[],
): InferredLife => {
  const id = resource.id === undefined ? [] : [resource.id];
  const status = findStatus(document, resource);
  const base = { schema: resource.name, id, modes: [] };
  if (!status) {
    const lifeCycle: LifeCycle = {
      ...base,
      status: [],
      initial: PRESENT,
      states: new Map([[PRESENT, {}]]),
      transitions: new Map(),
      callbacks: new Map(),
    };
    return { lifeCycle, reasons: ["It has no status: it is created, read, changed and deleted."] };
  }
  const states = new Map(status.values.map((value): [string, State] => [value, stateOf(status, value)]));
  const path = pathOf(status);
  const [initial = ""] = path;
  const times = timesOf(document, resource.schema, status);
  const transitions = new Map([
    ...stepsAlong(path, times),
    ...endings(status, path, times),
    ...operationsOf(resource, status, times),
  ]);
  return {
    lifeCycle: {
      ...base,
      status: [status.name],
      initial,
      states,
      transitions,
      callbacks: new Map(
        [...toldBy(callbacks, status)].map(([name, told]): [string, CallbackRule] => [
          name,
          { on: leadingTo(transitions, told), retry: usualRetry },
        ]),
      ),
    },
    reasons: [
      `Its status is the property ${status.name}, with the values ${status.values.join(", ")}.`,
      ...status.reasons,
      `By themselves they go ${path.join(" → ")}.`,
    ],
  };
};

/**
 * The states that callbacks report, by name. A callback for completion also reports failure, unless another
 * callback does, and so does a single callback whose name is not specific.
 */
const toldBy = (callbacks: readonly string[], status: Status): ReadonlyMap<string, readonly string[]> => {
  const { kindOf, values: states } = status;
  const isOnly = callbacks.length === 1;
  const told = new Map(
    callbacks.map(
      (name) => [name, statesToldBy(name, states, kindOf) ?? (isOnly ? ends(status) : [])] as const,
    ),
  );
  const failures = ofKind(status, "failure");
  const onlyFailures = [...told.values()].some(
    (list) => list.length > 0 && list.every((state) => failures.includes(state)),
  );
  if (!onlyFailures) return told;
  return new Map(
    [...told].map(([name, list]) => [
      name,
      list.every((state) => failures.includes(state)) || list.length === states.length
        ? list
        : list.filter((state) => !failures.includes(state)),
    ]),
  );
};

const ends = (status: Status): string[] => [...ofKind(status, "success"), ...ofKind(status, "failure")];

const leadingTo = (
  transitions: ReadonlyMap<string, Transition>,
  states: readonly string[],
): readonly string[] => [...transitions].flatMap(([name, { to }]) => (states.includes(to) ? [name] : []));

/** A property that says what has become of a task so far. */
interface Status {
  readonly name: string;
  readonly values: readonly string[];
  readonly kindOf: (value: string) => StateKind;
  /** What the contract says of it besides its name and values. */
  readonly reasons: readonly string[];
}

/** The property that polling is told to look at, else one whose values are known words, of which at least two mean something. */
const findStatus = (document: OpenApiDocument, { reads, schema }: InferredResource): Status | undefined => {
  const polled = polledStatuses(reads);
  const names = Object.keys(propertiesAt(document, schema));
  for (const name of [...names.filter((each) => polled.has(each)), ...names.filter(isStatusName)]) {
    const { kinds, reason } = polled.get(name) ?? {};
    const kindOf = (value: string): StateKind => kinds?.get(value) ?? stateKindOf(value);
    const values = valuesOf(schemasAt(document, schema, [name]));
    const known = values.filter((value) => kindOf(value) !== "other");
    if (known.length >= 2 && known.some((value) => kindOf(value) === "success"))
      return { name, values, kindOf, reasons: reason === undefined ? [] : [reason] };
  }
  return undefined;
};

/** The values of all alternatives: some APIs have a schema for each state. */
export const valuesOf = (variants: readonly SchemaObject[]): string[] => {
  const listed = variants.flatMap(({ enum: list = [], const: only }) => [...list, ...[only ?? []].flat()]);
  return [...new Set(listed.filter((value) => typeof value === "string"))];
};

const outcomes: Readonly<Partial<Record<StateKind, Outcome>>> = {
  success: "success",
  failure: "failure",
  canceled: "canceled",
};

const stateOf = ({ kindOf }: Status, value: string): State => {
  const outcome = outcomes[kindOf(value)];
  return outcome ? { outcome } : {};
};

const ofKind = ({ kindOf, values }: Status, kind: StateKind): string[] =>
  values.filter((value) => kindOf(value) === kind);

/** The states that a task goes through by itself: one that waits, all that work, and success. */
const pathOf = (status: Status): readonly string[] => {
  const [waiting] = ofKind(status, "waiting");
  const working = ofKind(status, "working").slice(0, 3);
  const [success] = ofKind(status, "success");
  const path = [waiting, ...working, success].filter((value) => value !== undefined);
  const [first] = status.values;
  // Where nothing waits or works, the value that is named first is that of new ones.
  return path[0] === success && first !== undefined && status.kindOf(first) === "other"
    ? [first, ...path]
    : path;
};

/** Properties with the time when a state was reached. */
type Times = (state: string) => Assignment[];

const timesOf = (document: OpenApiDocument, schema: Schema, { kindOf }: Status): Times => {
  const names = Object.keys(propertiesAt(document, schema));
  return (state) => {
    const kind = kindOf(state);
    return names
      .filter((name) => reaches(name, state, kind))
      .map((name) => ({ target: [name], value: { kind: "now" } }));
  };
};

const timeWords: Readonly<Partial<Record<StateKind, RegExp>>> = {
  working: /^(?:started|processing_?started|start)$/i,
  success: /^(?:completed|finished|ended|end|done|processed|succeeded|completion|finish)$/i,
  failure: /^(?:failed|finished|ended|end|completed)$/i,
  canceled: /^(?:canceled|cancelled|ended|end|finished)$/i,
};

const reaches = (name: string, state: string, kind: StateKind): boolean => {
  const [, stem] = /^(.+?)_?(?:at|on|time|date|timestamp)$/i.exec(name) ?? [];
  if (stem === undefined) return false;
  return stem.toLowerCase() === state.toLowerCase() || (timeWords[kind]?.test(stem) ?? false);
};

const stepsAlong = (path: readonly string[], times: Times): [string, Transition][] =>
  path
    .slice(1)
    .map((to, index) => [
      nameOf(to),
      { from: [path[index] ?? ""], to, by: [], after: { fixed: STEP }, set: times(to) },
    ]);

/** Success can also be reached at once, and failure, if there is one. */
const endings = (status: Status, path: readonly string[], times: Times): [string, Transition][] => {
  const success = path.at(-1) ?? "";
  const before = path.slice(0, -1);
  const [failure] = ofKind(status, "failure");
  return [
    ...(before.length > 1
      ? [
          ["finish", { from: before.slice(0, -1), to: success, by: [], set: times(success) }] as [
            string,
            Transition,
          ],
        ]
      : []),
    ...(failure === undefined || before.length === 0
      ? []
      : [["fail", { from: before, to: failure, by: [], set: times(failure) }] as [string, Transition]]),
  ];
};

const operationsOf = ({ verbs }: InferredResource, status: Status, times: Times): [string, Transition][] =>
  verbs.flatMap(({ operation, verb }): [string, Transition][] => {
    const to = targetsOf(verb)
      .flatMap((kind) => ofKind(status, kind))
      .at(0);
    if (to === undefined) return [];
    const isAgain = /^(?:retry|re(?:start|run|queue))/i.test(verb);
    const from = status.values.filter((value) => value !== to && isOver(status, value) === isAgain);
    return from.length === 0
      ? []
      : [[`${verb} by ${operation.id}`, { from, to, by: [operation.id], set: times(to) }]];
  });

const isOver = (status: Status, value: string): boolean => stateOf(status, value).outcome !== undefined;

const nameOf = (state: string): string => `become ${state}`;
