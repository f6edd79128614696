import {
  examplesOf,
  listOperations,
  type OpenApiDocument,
  readLifeCycles,
  type Schema,
  schemasAt,
} from "@task-contracts/openapi-model";
import { type Composer, prepareComposer } from "../contract/compose.ts";
import type { Contract } from "../contract/contract.ts";
import { findProblems } from "../contract/find-problems.ts";
import { type IdForm, idFormOf } from "../contract/id-form.ts";
import { type CreateRole, readRoles, type Roles } from "../contract/roles.ts";
import { bodySteps } from "../contract/runtime-expression.ts";
import { TaskSchemas } from "../contract/task-place.ts";
import { type CallbackRules, readCallbackRules } from "./callbacks/callback-rules.ts";
import { read } from "./life-cycle/assign.ts";
import { type PreparedLifeCycle, prepareLifeCycle } from "./life-cycle/prepared-life-cycle.ts";
import type { JsonObject, TaskRecord } from "./model.ts";

/** What a contract says of the behavior of its API. */
export interface Behavior {
  readonly lifeCycle: PreparedLifeCycle;
  readonly roles: Roles;
  readonly schemas: TaskSchemas;
  readonly makeId: IdForm;
  /** The types of tasks that can be created. */
  readonly taskTypes: ReadonlySet<string>;
  /** @throws {Error} If the contract has no such callback. */
  readonly callbackRules: (callback: string) => CallbackRules;
  /** Where a callback of a task goes. Undefined if nobody is to be called. */
  readonly callbackUrl: (task: TaskRecord, callback: string) => string | undefined;
  /** Makes what a callback brings, for a type of task. Undefined if the contract does not describe it. */
  readonly callbackComposer: (type: string, callback: string) => Composer | undefined;
  /** What is wrong with a callback for a type of task, by the contract. Undefined if nothing is. */
  readonly checkCallback: (
    type: string,
    callback: string,
    payload: JsonObject,
  ) => Promise<string | undefined>;
  /** What is wrong with a task, by the contract. Undefined if nothing is. */
  readonly checkTask: (task: JsonObject) => Promise<string | undefined>;
  /** What an example of a task in some state has where some keys lead. */
  readonly exampleAt: (task: TaskRecord, state: string, steps: readonly string[]) => unknown;
  /** Makes what a task has where some keys lead. */
  readonly composerAt: (steps: readonly string[]) => Composer;
}

/** A process may start many servers, and what a contract says stays the same. */
const known = new WeakMap<Contract, Promise<Behavior | undefined>>();

/**
 * Reads the behavior of an API.
 *
 * @returns Undefined for a contract that declares no life cycle.
 * @throws {Error} If the life cycle that a contract declares has a defect.
 */
export const behaviorOf = (contract: Contract): Promise<Behavior | undefined> => {
  const behavior = known.get(contract) ?? readBehavior(contract);
  known.set(contract, behavior);
  return behavior;
};

const readBehavior = async (contract: Contract): Promise<Behavior | undefined> => {
  const { apiId, operations } = contract;
  const document = await contract.loadDocument();
  const { lifeCycles, problems } = readLifeCycles(document);
  const [problem] = problems;
  if (problem) throw new Error(`The life cycle of ${apiId} has a defect. ${problem.message}`);
  const [lifeCycle] = lifeCycles;
  if (!lifeCycle) return undefined;
  const rules = readCallbackRules(operations, lifeCycle);
  const callbackRules = (callback: string): CallbackRules => {
    const found = rules.get(callback);
    if (!found) throw new Error(`${apiId} has no callback ${callback}.`);
    return found;
  };
  const roles = readRoles(document, lifeCycle);
  const creators = new Map(
    [...roles.values()].filter((role) => role.kind === "create").map((role) => [role.type, role]),
  );
  const schema: Schema = { $ref: `#/components/schemas/${lifeCycle.schema}` };
  return {
    lifeCycle: prepareLifeCycle(document, lifeCycle),
    roles,
    schemas: new TaskSchemas(document, lifeCycle.schema),
    makeId: idFormOf(schemasAt(document, schema, lifeCycle.id)),
    taskTypes: new Set(creators.keys()),
    callbackRules,
    callbackUrl: createCallbackUrl(operations),
    callbackComposer: createCallbackComposers(document, creators),
    checkCallback: createCallbackCheck(contract, creators, callbackRules),
    checkTask: createTaskCheck(contract, roles),
    exampleAt: createExamples(document, roles, lifeCycle.status),
    composerAt: once(({ steps }: { readonly steps: readonly string[] }) => {
      const [found] = schemasAt(document, schema, steps);
      return prepareComposer(document, found);
    }),
  };
};

/** Where the URL of a callback is not a part of the task, the engine has kept it beside. */
const createCallbackUrl = (operations: Contract["operations"]): Behavior["callbackUrl"] => {
  const steps = new Map<string, readonly string[] | undefined>();
  for (const { callbacks } of Object.values(operations)) {
    for (const { name, url } of callbacks) steps.set(name, bodySteps(url));
  }
  return ({ body, hidden }, callback) => {
    const kept = (Object(hidden?.["callbackUrls"]) as JsonObject)[callback];
    const inTask = steps.get(callback);
    const url = kept ?? (inTask && read(body, inTask));
    return typeof url === "string" ? url : undefined;
  };
};

const createCallbackComposers = (
  document: OpenApiDocument,
  creators: ReadonlyMap<string, CreateRole>,
): Behavior["callbackComposer"] => {
  const operations = new Map(listOperations(document).map((operation) => [operation.id, operation]));
  const composers = new Map<string, Composer | undefined>();
  return (type, callback) => {
    const key = `${type} ${callback}`;
    if (composers.has(key)) return composers.get(key);
    const described = operations.get(creators.get(type)?.operationId ?? "")?.callbacks ?? [];
    const found = described.find(({ name }) => name === callback);
    const [media] = Object.values(found?.requestBody?.content ?? {});
    const composer = media?.schema === undefined ? undefined : prepareComposer(document, media.schema);
    composers.set(key, composer);
    return composer;
  };
};

/** The validators are loaded when the first callback is sent. */
const createCallbackCheck =
  (
    { loadCallbackValidators }: Contract,
    creators: ReadonlyMap<string, CreateRole>,
    rulesOf: Behavior["callbackRules"],
  ): Behavior["checkCallback"] =>
  async (type, callback, payload) => {
    const validators = await loadCallbackValidators();
    const { mediaType } = rulesOf(callback);
    const validate = validators[creators.get(type)?.operationId ?? ""]?.[callback]?.[mediaType];
    // Those of forms make numbers of texts, in place.
    const value = mediaType === "application/json" ? payload : structuredClone(payload);
    const [problem] = findProblems(validate, value);
    return problem?.message;
  };

const createTaskCheck = (contract: Contract, roles: Roles): Behavior["checkTask"] => {
  const reader = [...roles.values()].find(({ kind, response }) => kind === "read" && isBare(response.place));
  return async (task) => {
    const { responses } = await contract.loadValidators();
    const { mediaType = "", status = 200 } = reader?.response ?? {};
    const validate = responses[reader?.operationId ?? ""]?.[String(status)]?.[mediaType];
    const [problem] = findProblems(validate, task);
    return problem?.message;
  };
};

const isBare = (place: { readonly steps: readonly string[] } | undefined): boolean =>
  place?.steps.length === 0;

/** The examples of tasks that a contract shows, wherever an operation responds with one. */
const createExamples = (
  document: OpenApiDocument,
  roles: Roles,
  status: readonly string[],
): Behavior["exampleAt"] => {
  let tasks: readonly unknown[] | undefined;
  const readTasks = (): readonly unknown[] =>
    listOperations(document).flatMap(({ id, responses }) => {
      const { mediaType = "", place, status: code } = roles.get(id)?.response ?? {};
      const media = responses[String(code)]?.content?.[mediaType];
      if (!place || !media) return [];
      const values = [media.example, ...examplesOf(document, media).map(({ value }) => value)];
      return values.flatMap((value) => read(value, place.steps) ?? []);
    });
  return ({ type }, state, steps) => {
    tasks ??= readTasks();
    const inState = tasks.filter((task) => read(task, status) === state);
    const ofType = inState.find((task) => read(task, ["type"]) === type) ?? inState[0];
    return read(ofType, steps);
  };
};

const once = <Result>(
  make: (where: { readonly steps: readonly string[] }) => Result,
): ((steps: readonly string[]) => Result) => {
  const made = new Map<string, Result>();
  return (steps) => {
    const key = JSON.stringify(steps);
    const result = made.get(key) ?? make({ steps });
    made.set(key, result);
    return result;
  };
};
