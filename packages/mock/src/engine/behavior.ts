import {
  examplesOf,
  formatPointer,
  listOperations,
  type OpenApiDocument,
  type Operation,
  parseLifeCycles,
  refName,
  type Schema,
  type SchemaObject,
  schemasAt,
} from "@task-contracts/openapi-model";
import { type Composer, prepareComposer } from "../contract/compose.ts";
import type { Contract } from "../contract/contract.ts";
import { type FormSchema, formSchemaOf } from "../contract/form-schema.ts";
import { findProblems, type FoundProblem } from "../contract/find-problems.ts";
import { type IdForm, idFormOf } from "../contract/id-form.ts";
import type { DescribedTasks } from "../contract/described-tasks.ts";
import { type CreateRole, type ItemRole, readRoles, type Roles } from "../contract/roles.ts";
import { TaskSchemas } from "../contract/task-place.ts";
import { urlsOf } from "../contract/server-urls.ts";
import { MockError } from "../mock-error.ts";
import { type CallbackRules, readCallbackRules } from "./callbacks/callback-rules.ts";
import { read, write } from "./life-cycle/assign.ts";
import { createLinkToMock } from "./link-to-mock.ts";
import { type PreparedLifeCycle, prepareLifeCycle } from "./life-cycle/prepared-life-cycle.ts";
import type { JsonObject, TaskRecord } from "./model.ts";

/** The behavior of an API, according to its contract. */
export interface Behavior {
  /** The kind of tasks: the schema that declares the life cycle, or a noun of the paths. */
  readonly resource: string;
  /** The namespace of its tasks in stores: the id of the API and, if the contract is inferred, the resource. */
  readonly namespace: string;
  /** The component that describes it, if any. */
  readonly schemaName: string | undefined;
  /** Why it was inferred, if it was. */
  readonly reasons?: readonly string[];
  /** Whether the contract is the user's own, not one that comes with the mock. */
  readonly isForeign: boolean;
  readonly lifeCycle: PreparedLifeCycle;
  readonly roles: Roles;
  readonly schemas: TaskSchemas;
  readonly makeId: IdForm;
  /** The names of all properties that a task can have. */
  readonly properties: ReadonlySet<string>;
  /** The types of tasks that can be created. */
  readonly taskTypes: ReadonlySet<string>;
  readonly hasCallback: (callback: string) => boolean;
  /** @throws {Error} If the contract has no such callback. */
  readonly callbackRules: (callback: string) => CallbackRules;
  /** The URL that a callback of a task is sent to. Undefined if there is none. */
  readonly callbackUrl: (task: TaskRecord, callback: string) => string | undefined;
  /** Generates the payload of a callback of a task. Undefined if the contract does not describe it. */
  readonly callbackComposer: (task: TaskRecord, callback: string) => Composer | undefined;
  /** What is wrong with a callback of a task, by the contract. Undefined if nothing is. */
  readonly checkCallback: (
    task: Pick<TaskRecord, "hidden" | "type">,
    callback: string,
    payload: JsonObject,
  ) => Promise<string | undefined>;
  /** What is wrong with a task, by the contract. */
  readonly checkTask: (task: JsonObject) => Promise<readonly FoundProblem[]>;
  /** An example of a task in some state. */
  readonly exampleOf: (task: TaskRecord, state: string) => unknown;
  /** Generates the value of a task at a path of keys. */
  readonly composerAt: (steps: readonly string[]) => Composer;
  /** The schemas of a task at a path of keys. */
  readonly variantsAt: (steps: readonly string[]) => readonly SchemaObject[];
  /**
   * Lets URLs of the service in what was not said by a client lead to the mock. Absent if the contract does not say where
   * the service is.
   */
  readonly linkToMock?: (value: unknown, task: Pick<TaskRecord, "hidden" | "id">) => unknown;
  /** The schema of a task for a form: of the kind that it is of, if there are several. */
  readonly formSchema: (task: JsonObject) => FormSchema;
  /** Makes a task in some state with all that its schema describes. */
  readonly composeWhole: (state: string) => Promise<unknown>;
}

/** A process may start many servers, and the contracts stay the same. */
const known = new WeakMap<Contract, Promise<readonly Behavior[]>>();

/**
 * Reads the behavior of each kind of tasks of an API.
 *
 * @returns Nothing for a contract that declares no life cycle, and from which none can be inferred.
 * @throws {MockError} If a declared life cycle is invalid.
 */
export const behaviorsOf = (contract: Contract): Promise<readonly Behavior[]> => {
  const behaviors = known.get(contract) ?? readBehaviors(contract);
  known.set(contract, behaviors);
  return behaviors;
};

const readBehaviors = async (contract: Contract): Promise<readonly Behavior[]> => {
  const document = await contract.loadDocument();
  // What infers is loaded only for contracts that need it. Contracts that code was generated from were checked then.
  const inferred = contract.isInferred ? await import("../contract/inferred/index.ts") : undefined;
  const { lifeCycles, problems } = inferred
    ? inferred.readLifeCycles(document, { mayBeUnreachable: true })
    : parseLifeCycles(document);
  const [problem] = problems;
  if (problem) {
    const place = formatPointer(problem.steps);
    throw new MockError(
      `The life cycle of ${contract.apiId} has a defect. ${problem.message} It is at ${place}.`,
    );
  }
  const declared = lifeCycles.map((lifeCycle): DescribedTasks => {
    const schema: Schema = { $ref: `#/components/schemas/${lifeCycle.schema}` };
    return { lifeCycle, schema, roles: readRoles(document, lifeCycle, new TaskSchemas(document, schema)) };
  });
  const all = inferred ? inferred.inferTasks(document, declared) : declared;
  return all.map((described) => prepare(contract, document, described));
};

const prepare = (
  contract: Contract,
  document: OpenApiDocument,
  { lifeCycle, reasons, roles, schema }: DescribedTasks,
): Behavior => {
  const { apiId, isInferred = false, operations } = contract;
  const rules = readCallbackRules(operations, lifeCycle);
  const callbackRules = (callback: string): CallbackRules => {
    const found = rules.get(callback);
    if (!found) throw new Error(`${apiId} has no callback ${callback}.`);
    return found;
  };
  const creators = [...roles.values()].filter((role) => role.kind === "create");
  const creatorOf = createCreatorOf(creators);
  const isDeclared = reasons === undefined;
  const linkToMock = isInferred ? createTaskLinks(contract, document, roles) : undefined;
  return {
    resource: lifeCycle.schema,
    schemaName: refName(schema),
    namespace: isInferred ? `${apiId}/${lifeCycle.schema}` : apiId,
    lifeCycle: prepareLifeCycle(document, lifeCycle, schema),
    ...(reasons && { reasons }),
    isForeign: isInferred,
    roles,
    schemas: new TaskSchemas(document, schema),
    makeId: idFormOf(schemasAt(document, schema, lifeCycle.id)),
    properties: new Set(
      schemasAt(document, schema, []).flatMap(({ properties = {} }) => Object.keys(properties)),
    ),
    taskTypes: new Set(isDeclared ? creators.map(({ type }) => type) : []),
    hasCallback: (callback) => rules.has(callback),
    callbackRules,
    callbackUrl: createCallbackUrl(creatorOf),
    callbackComposer: createCallbackComposers(document, creatorOf),
    checkCallback: createCallbackCheck(contract, creatorOf, callbackRules),
    checkTask: createTaskCheck(contract, roles, lifeCycle.status),
    exampleOf: createExamples(document, roles, lifeCycle.status),
    composerAt: once(({ steps }: { readonly steps: readonly string[] }) => {
      const [found] = schemasAt(document, schema, steps);
      return prepareComposer(document, found);
    }),
    variantsAt: (steps) => schemasAt(document, schema, steps),
    formSchema: (task) => formSchemaOf(document, schema, task),
    composeWhole: createComposeWhole(document, schema),
    ...(linkToMock && { linkToMock }),
  };
};

const createTaskLinks = (
  { operations }: Contract,
  { servers }: OpenApiDocument,
  roles: Roles,
): Behavior["linkToMock"] => {
  const reader = [...roles.values()].find((role): role is ItemRole => role.kind === "read");
  const link = createLinkToMock(urlsOf(servers), reader && operations[reader.operationId]?.path);
  return (
    link &&
    ((value, { hidden = {}, id }) => {
      const { base, parents } = hidden;
      if (typeof base !== "string") return value;
      return link(value, { base, params: { ...Object(parents), [reader?.idParameter ?? ""]: id } });
    })
  );
};

const createComposeWhole = (document: OpenApiDocument, schema: Schema): Behavior["composeWhole"] => {
  const whole = prepareComposer(document, schema, { isWhole: true });
  let inState: ReadonlyMap<string, Composer> | undefined;
  return async (state) => {
    const { statesOf } = await import("../contract/inferred/index.ts");
    inState ??= statesOf(document, schema, { isWhole: true });
    return (inState.get(state) ?? whole)(() => undefined);
  };
};

/** The operation that created a task, if known. */
type CreatorOf = (task: Pick<TaskRecord, "hidden" | "type">) => CreateRole | undefined;

/** Where several operations create tasks of one type, tasks record theirs. */
const createCreatorOf = (creators: readonly CreateRole[]): CreatorOf => {
  const byType = new Map(creators.toReversed().map((role) => [role.type, role]));
  const byId = new Map(creators.map((role) => [role.operationId, role]));
  return ({ hidden, type }) => byId.get(String(hidden?.["createdBy"])) ?? byType.get(type);
};

/**
 * Where the URL of a callback is not a part of the task, the engine has stored it separately, and likewise that no callback
 * is to be sent though the task shows a URL.
 */
const createCallbackUrl =
  (creatorOf: CreatorOf): Behavior["callbackUrl"] =>
  (task, callback) => {
    const target = creatorOf(task)?.targets.get(callback);
    const kept = Object(task.hidden?.["callbackUrls"]) as JsonObject;
    const url = Object.hasOwn(kept, callback)
      ? kept[callback]
      : target?.steps && read(task.body, target.steps);
    return typeof url === "string" ? url : undefined;
  };

const createCallbackComposers = (
  document: OpenApiDocument,
  creatorOf: CreatorOf,
): Behavior["callbackComposer"] => {
  let operations: ReadonlyMap<string, Operation> | undefined;
  const composers = new Map<string, Composer | undefined>();
  return (task, callback) => {
    const creator = creatorOf(task)?.operationId ?? "";
    const key = `${creator} ${callback}`;
    if (composers.has(key)) return composers.get(key);
    operations ??= new Map(listOperations(document).map((operation) => [operation.id, operation]));
    const described = operations.get(creator)?.callbacks ?? [];
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
    creatorOf: CreatorOf,
    rulesOf: Behavior["callbackRules"],
  ): Behavior["checkCallback"] =>
  async (task, callback, payload) => {
    const validators = await loadCallbackValidators();
    const { mediaType } = rulesOf(callback);
    const validate = validators[creatorOf(task)?.operationId ?? ""]?.[callback]?.[mediaType];
    // Validators of forms convert texts to numbers, in place.
    const value = mediaType === "application/json" ? payload : structuredClone(payload);
    const [problem] = findProblems(validate, value);
    return problem?.message;
  };

/** By the operation that reads one, in whatever envelope. */
const createTaskCheck = (
  contract: Contract,
  roles: Roles,
  status: readonly string[],
): Behavior["checkTask"] => {
  const reader = [...roles.values()].find(({ kind, response }) => kind === "read" && response.place);
  return async (task) => {
    if (!reader?.response.place || reader.response.composeTask) return [];
    const { responses } = await contract.loadValidators();
    const { compose, composeInState, mediaType = "", place, status: code } = reader.response;
    const validate = responses[reader.operationId]?.[String(code)]?.[mediaType];
    const { length } = place.steps;
    const inState = composeInState?.get(String(read(task, status)))?.(({ name }) => task[name]) ?? task;
    const body = length === 0 ? inState : write(compose(() => undefined) as JsonObject, place.steps, inState);
    const problems = findProblems(validate, body);
    return length === 0
      ? problems
      : problems
          .filter(({ steps }) => place.steps.every((step, index) => steps[index] === step))
          .map((problem) => Object.assign({}, problem, { steps: problem.steps.slice(length) }));
  };
};

/** The examples of tasks in a contract, in the responses of any operation. */
const createExamples = (
  document: OpenApiDocument,
  roles: Roles,
  status: readonly string[],
): Behavior["exampleOf"] => {
  let tasks: readonly unknown[] | undefined;
  const readTasks = (): readonly unknown[] =>
    listOperations(document).flatMap(({ id, responses }) => {
      const { mediaType = "", place, status: code } = roles.get(id)?.response ?? {};
      const media = responses[String(code)]?.content?.[mediaType];
      if (!place || !media) return [];
      const values = [media.example, ...examplesOf(document, media).map(({ value }) => value)];
      return values.flatMap((value) => read(value, place.steps) ?? []);
    });
  return ({ type }, state) => {
    tasks ??= readTasks();
    const inState = tasks.filter((task) => status.length > 0 && read(task, status) === state);
    return inState.find((task) => read(task, ["type"]) === type) ?? inState[0];
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
