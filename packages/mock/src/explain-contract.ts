import {
  type CallbackRule,
  formatPointer,
  type Flaw,
  type State,
  type Transition,
} from "@task-contracts/openapi-model";
import type { Contract } from "./contract/contract.ts";
import { type Behavior, behaviorsOf } from "./engine/behavior.ts";

/** What was inferred or read from a contract. */
export interface Explanation {
  readonly id: string;
  readonly operations: number;
  readonly resources: readonly ExplainedResource[];
  /** Operations that respond with examples, since they do not concern stored resources. */
  readonly examples: readonly string[];
  /** Flaws of the description that were worked around. */
  readonly flaws: readonly Flaw[];
}

/** A kind of resource that is stored. */
export interface ExplainedResource {
  readonly name: string;
  /** Whether its life cycle is declared by `x-task-lifecycle`. */
  readonly isDeclared: boolean;
  /** The component schema that describes it, if any. */
  readonly schema?: string;
  readonly operations: readonly {
    readonly operation: string;
    readonly request: string;
    readonly role: string;
  }[];
  /** A JSON Pointer to its status. Absent if it has none. */
  readonly status?: string;
  readonly states: readonly {
    readonly name: string;
    readonly outcome?: string;
    readonly initial?: boolean;
  }[];
  readonly transitions: readonly ExplainedTransition[];
  readonly callbacks: readonly ExplainedCallback[];
  /** Why it was inferred, and from which evidence. */
  readonly reasons: readonly string[];
}

export interface ExplainedCallback {
  readonly name: string;
  /** Runtime expressions for the URL that it is sent to. */
  readonly to: readonly string[];
  /** The states in which it is sent. */
  readonly states: readonly string[];
  /** The transitions after which it is sent. */
  readonly on: readonly string[];
  /** How often it is retried at most, and within which time after the first attempt, in milliseconds. */
  readonly retries: { readonly times: number; readonly within: number };
}

export interface ExplainedTransition {
  readonly name: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
  /** In milliseconds after the state was entered, if time triggers it. */
  readonly after?: number;
}

/**
 * Explains how the mock understands a contract.
 *
 * @example
 * (await explainContract(contract, flaws)).resources.map(({ name }) => name); // ["transcript"]
 */
export const explainContract = async (contract: Contract, flaws: readonly Flaw[]): Promise<Explanation> => {
  const behaviors = await behaviorsOf(contract);
  const known = new Set(behaviors.flatMap(({ roles }) => Array.from(roles.keys())));
  const requestOf = (id: string): string => {
    const operation = contract.operations[id];
    return operation ? `${operation.method} ${operation.path}` : id;
  };
  return {
    id: contract.apiId,
    operations: Object.keys(contract.operations).length,
    resources: behaviors.map((behavior) => explainResource(behavior, requestOf)),
    examples: Object.keys(contract.operations)
      .filter((id) => !known.has(id))
      .map(requestOf),
    flaws,
  };
};

const explainResource = (
  { lifeCycle, reasons, resource, roles, schemaName }: Behavior,
  requestOf: (id: string) => string,
): ExplainedResource => ({
  name: resource,
  isDeclared: reasons === undefined,
  ...(schemaName !== undefined && { schema: schemaName }),
  operations: [...roles].map(([operation, { kind }]) => ({
    operation,
    request: requestOf(operation),
    role: kind,
  })),
  ...(lifeCycle.status.length > 0 && { status: formatPointer(lifeCycle.status) }),
  states: [...lifeCycle.states].map(([name, state]) => explainState(name, state, lifeCycle.initial)),
  transitions: [...lifeCycle.transitions].map(explainTransition),
  callbacks: [...lifeCycle.callbacks].map(([name, { on, retry }]) => ({
    name,
    to: targetsOf(roles, name),
    states: [...new Set(on.flatMap((transition) => lifeCycle.transitions.get(transition)?.to ?? []))],
    on,
    retries: { times: retry.times, within: retry.within },
  })),
  reasons: reasons ?? ["Its life cycle is declared by x-task-lifecycle."],
});

const targetsOf = (roles: Behavior["roles"], callback: string): string[] => [
  ...new Set(
    [...roles.values()].flatMap((role) =>
      role.kind === "create" ? (role.targets.get(callback)?.expression ?? []) : [],
    ),
  ),
];

const explainState = (
  name: string,
  { outcome }: State,
  initial: string,
): ExplainedResource["states"][number] => ({
  name,
  ...(outcome && { outcome }),
  ...(name === initial && { initial: true }),
});

const explainTransition = ([name, { after, by, from, to }]: [string, Transition]): ExplainedTransition => ({
  name,
  from,
  to,
  by,
  ...(after && { after: "fixed" in after ? after.fixed : after.otherwise }),
});

/**
 * An OpenAPI Overlay that declares what was inferred, to be corrected and kept beside the unchanged original.
 *
 * @returns Undefined if no resource with a status was inferred whose schema is a component.
 */
export const overlayOf = async (contract: Contract): Promise<object | undefined> => {
  const inferred = (await behaviorsOf(contract)).filter(
    ({ lifeCycle, reasons, schemaName }) =>
      reasons && schemaName !== undefined && lifeCycle.status.length > 0,
  );
  if (inferred.length === 0) return undefined;
  const operations = Object.values(contract.operations);
  const described = new Set(operations.flatMap(({ callbacks }) => callbacks.map(({ name }) => name)));
  return {
    overlay: "1.0.0",
    info: { title: `Life cycles of ${contract.apiId}`, version: "1.0.0" },
    actions: inferred.map(({ lifeCycle, schemaName }) => ({
      target: `$.components.schemas['${String(schemaName)}']`,
      update: { "x-task-lifecycle": declarationOf(lifeCycle, described) },
    })),
  };
};

/** @param described Names of callbacks: only those can be declared; the others are inferred again. */
const declarationOf = (
  { callbacks, id, initial, states, status, transitions }: Behavior["lifeCycle"],
  described: ReadonlySet<string>,
): object => ({
  id: formatPointer(id),
  status: formatPointer(status),
  states: Object.fromEntries(
    [...states].map(([name, { outcome }]) => [
      name,
      { ...(name === initial && { initial: true }), ...(outcome && { outcome }) },
    ]),
  ),
  transitions: Object.fromEntries(
    [...transitions].map(([name, { after, by, from, set, to }]) => [
      declaredName(name),
      {
        from,
        to,
        ...(by.length > 0 && { by }),
        ...(after && "fixed" in after && { after: `PT${after.fixed / 1000}S` }),
        ...(set.length > 0 && {
          set: Object.fromEntries(set.map(({ target }) => [formatPointer(target), "now"])),
        }),
      },
    ]),
  ),
  ...declaredCallbacks([...callbacks].filter(([name, { on }]) => described.has(name) && on.length > 0)),
});

const declaredName = (name: string): string => name.replaceAll(/\W+/g, "_");

const declaredCallbacks = (callbacks: readonly (readonly [string, CallbackRule])[]): object =>
  callbacks.length === 0
    ? {}
    : {
        callbacks: Object.fromEntries(
          callbacks.map(([name, { on, retry }]) => [
            name,
            {
              on: on.map(declaredName),
              retry: { times: retry.times, within: `PT${retry.within / 1000}S`, growth: retry.growth },
            },
          ]),
        ),
      };
