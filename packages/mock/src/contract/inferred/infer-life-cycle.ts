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
  const status = findStatus(document, resource.schema);
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
  const states = new Map(status.values.map((value): [string, State] => [value, stateOf(value)]));
  const path = pathOf(status.values);
  const [initial = ""] = path;
  const times = timesOf(document, resource.schema);
  const transitions = new Map([
    ...stepsAlong(path, times),
    ...endings(status.values, path, times),
    ...operationsOf(resource, status.values, times),
  ]);
  return {
    lifeCycle: {
      ...base,
      status: [status.name],
      initial,
      states,
      transitions,
      callbacks: new Map(
        [...toldBy(callbacks, status.values)].map(([name, told]): [string, CallbackRule] => [
          name,
          { on: leadingTo(transitions, told), retry: usualRetry },
        ]),
      ),
    },
    reasons: [
      `Its status is the property ${status.name}, with the values ${status.values.join(", ")}.`,
      `By themselves they go ${path.join(" → ")}.`,
    ],
  };
};

/**
 * The states that callbacks report, by name. A callback for completion also reports failure, unless another
 * callback does, and so does a single callback whose name is not specific.
 */
const toldBy = (
  callbacks: readonly string[],
  states: readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const isOnly = callbacks.length === 1;
  const told = new Map(
    callbacks.map((name) => [name, statesToldBy(name, states) ?? (isOnly ? ends(states) : [])] as const),
  );
  const failures = ofKind(states, "failure");
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

const ends = (states: readonly string[]): string[] => [
  ...ofKind(states, "success"),
  ...ofKind(states, "failure"),
];

const leadingTo = (
  transitions: ReadonlyMap<string, Transition>,
  states: readonly string[],
): readonly string[] => [...transitions].flatMap(([name, { to }]) => (states.includes(to) ? [name] : []));

/** A property whose values are known words, at least two of them meaningful. */
const findStatus = (
  document: OpenApiDocument,
  schema: Schema,
): { readonly name: string; readonly values: readonly string[] } | undefined => {
  for (const name of Object.keys(propertiesAt(document, schema))) {
    if (!isStatusName(name)) continue;
    const values = valuesOf(schemasAt(document, schema, [name]));
    const known = values.filter((value) => stateKindOf(value) !== "other");
    if (known.length >= 2 && known.some((value) => stateOf(value).outcome === "success"))
      return { name, values };
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

const stateOf = (value: string): State => {
  const outcome = outcomes[stateKindOf(value)];
  return outcome ? { outcome } : {};
};

const ofKind = (values: readonly string[], kind: StateKind): string[] =>
  values.filter((value) => stateKindOf(value) === kind);

/** The states that a task goes through automatically: one that waits, all that work, and success. */
const pathOf = (values: readonly string[]): readonly string[] => {
  const [waiting] = ofKind(values, "waiting");
  const working = ofKind(values, "working").slice(0, 3);
  const [success] = ofKind(values, "success");
  const path = [waiting, ...working, success].filter((value) => value !== undefined);
  const [first] = values;
  // If no state waits or works, the first value is that of new tasks.
  return path[0] === success && first !== undefined && stateKindOf(first) === "other"
    ? [first, ...path]
    : path;
};

/** Properties with the time when a state was reached. */
type Times = (state: string) => Assignment[];

const timesOf = (document: OpenApiDocument, schema: Schema): Times => {
  const names = Object.keys(propertiesAt(document, schema));
  return (state) => {
    const kind = stateKindOf(state);
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

/** Success, and failure if there is one, can also be reached at once. */
const endings = (
  values: readonly string[],
  path: readonly string[],
  times: Times,
): [string, Transition][] => {
  const success = path.at(-1) ?? "";
  const before = path.slice(0, -1);
  const [failure] = ofKind(values, "failure");
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

const operationsOf = (
  { verbs }: InferredResource,
  values: readonly string[],
  times: Times,
): [string, Transition][] =>
  verbs.flatMap(({ operation, verb }): [string, Transition][] => {
    const to = targetsOf(verb)
      .flatMap((kind) => ofKind(values, kind))
      .at(0);
    if (to === undefined) return [];
    const isAgain = /^(?:retry|re(?:start|run|queue))/i.test(verb);
    const from = values.filter((value) => value !== to && isOver(value) === isAgain);
    return from.length === 0
      ? []
      : [[`${verb} by ${operation.id}`, { from, to, by: [operation.id], set: times(to) }]];
  });

const isOver = (value: string): boolean => stateOf(value).outcome !== undefined;

const nameOf = (state: string): string => `become ${state}`;
