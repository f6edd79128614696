import type { OperationTable } from "@task-contracts/contracts";
import type { CreateRole, ItemRole, ListRole, Role } from "../../contract/roles.ts";
import { redactId } from "../../text/redact.ts";
import { Account } from "../account.ts";
import type { Behavior } from "../behavior.ts";
import type { Core } from "../core.ts";
import type { Extension, OperationKit } from "../extension.ts";
import { EngineFailure } from "../failure.ts";
import type { EngineRequest, EngineResponse, Handler, Handlers } from "../handler.ts";
import { read } from "../life-cycle/assign.ts";
import type { TaskLife } from "../life-cycle/task-life.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { TaskPage, TaskQuery } from "../store/store.ts";
import { TaskMaker } from "./create-task.ts";
import { belongsTo, furtherCondition, pageOf } from "./filter-tasks.ts";
import { listUrls, readConditions, readPart, respondWithList, sequenceAfter } from "./list-tasks.ts";
import { belowItems } from "./items-above.ts";
import { respondWith } from "./respond.ts";

/** What the operations of an API need. */
export interface OperationParts {
  readonly core: Core;
  readonly behavior: Behavior;
  readonly life: TaskLife;
  readonly extension: Extension;
  /** All of the API. */
  readonly operations: OperationTable;
  /** All resources of the API, on which this one may depend. */
  readonly others: readonly Behavior[];
}

/** Handles the operations whose role in the life cycle follows from the contract, and those that the API adds. */
export const apiOperations = (parts: OperationParts): Handlers => {
  const { behavior, extension } = parts;
  const tasks = new ApiTasks(parts);
  const kit: OperationKit = { onTask: (idParameter, handle) => tasks.onTask(idParameter, handle) };
  const handlers = [...behavior.roles].map(([operationId, role]): [string, Handler] => {
    switch (role.kind) {
      case "create":
        return [operationId, tasks.creating(role)];
      case "list":
        return [operationId, tasks.listing(role)];
      case "read":
        return [operationId, tasks.reading(role)];
      case "transition":
        return [operationId, tasks.changing(role)];
      case "update":
      case "replace":
        return [operationId, tasks.editing(role)];
      default:
        return [operationId, tasks.deleting(role)];
    }
  });
  const below = behavior.isForeign ? belowItems(parts.operations, behavior.roles) : [];
  const guards = below
    .filter(({ operationId }) => parts.others.every(({ roles }) => !roles.has(operationId)))
    .map(({ idParameter, operationId }) => [operationId, tasks.onTask(idParameter, leave)] as const);
  return { ...Object.fromEntries([...handlers, ...guards]), ...extension.handlers?.(kit) };
};

/** Responds to operations below a task with an example. */
const leave = async (): Promise<undefined> => undefined;

/** The tasks of an API, for its operations. Reading creates no account. */
class ApiTasks {
  readonly #parts: OperationParts;
  readonly #maker: TaskMaker;

  constructor(parts: OperationParts) {
    this.#parts = parts;
    this.#maker = new TaskMaker(parts.behavior, parts.core.ids);
  }

  creating(role: CreateRole): Handler {
    const { prepareCreate } = this.#parts.extension;
    return this.#ofAccount(async (known, request) => {
      if (role.parents.length > 0) await this.#checkParents(known, role, request);
      const sent = saidIn(role, request);
      const body = prepareCreate ? prepareCreate(known, role, sent) : sent;
      return respondWith(role.response, await this.#create(known, role, request, body));
    });
  }

  listing(role: ListRole): Handler {
    const { behavior, extension, operations } = this.#parts;
    const { path = "" } = operations[role.operationId] ?? {};
    return this.#ofAccount(async (account, request) => {
      await this.#checkParents(account, role, request);
      const { query } = request;
      const part = readPart(role.parameters, query);
      const { cursor, limit = Number.MAX_SAFE_INTEGER, offset } = part;
      const after = cursor && (await sequenceAfter(cursor, (id) => this.#get(account, id)));
      const conditions: TaskQuery = {
        api: behavior.namespace,
        account: account.key,
        order: extension.listOrder ?? "descending",
        limit,
        offset,
        ...(after !== undefined && { after }),
        ...readConditions(behavior, role.parameters, query),
        ...extension.conditions?.(query),
      };
      const matches = furtherCondition(behavior, role, request);
      const page = matches
        ? pageOf(await this.#all(account, conditions), conditions, matches)
        : await this.#page(account, conditions);
      return respondWithList(role, { ...page, part, urlWith: listUrls(path, role.parameters, request) });
    });
  }

  reading(role: ItemRole): Handler {
    const { core, life } = this.#parts;
    return this.#onItem(role, async (task) => {
      const account = core.accounts.find(task.account);
      if (account?.record.settings.testCompletion === "per-poll") await life.poll(account, task);
      return respondWith(role.response, task);
    });
  }

  editing(role: ItemRole): Handler {
    const { behavior, life } = this.#parts;
    const isReplaced = role.kind === "replace";
    return this.#onOwnTask(role, async (account, task, request) => {
      const sent = saidIn(role, request);
      const edited = await life.edit(account, task, async (before, now) => {
        const edit = { isReplaced, now, compose: composerOf(behavior) };
        const record = { ...task, body: before };
        const changed = this.#maker.edit(record, sent, edit);
        const unfit = behavior.isForeign ? await this.#unfitIn(changed, sent) : undefined;
        return unfit ? this.#maker.edit(record, without(sent, unfit), edit) : changed;
      });
      return respondWith(role.response, edited);
    });
  }

  changing(role: ItemRole): Handler {
    return this.#onOwnTask(role, async (account, task) =>
      respondWith(role.response, await this.#parts.life.call(account, task, role.operationId)),
    );
  }

  deleting(role: ItemRole): Handler {
    const { behavior, core } = this.#parts;
    return this.#onOwnTask(role, async (account, task) =>
      core.serial(`task ${task.id}`, async () => {
        // Another request may have deleted it meanwhile.
        if (!(await this.#get(account, task.id))) throw this.#unknown(account.key, task.id);
        const key = { api: behavior.namespace, account: account.key, id: task.id };
        await core.commit(account, [{ delete: "task", ...key }]);
        return respondWith(role.response, task);
      }),
    );
  }

  /** Handles an operation that reads a task. */
  onTask(
    idParameter: string,
    handle: (task: TaskRecord, request: EngineRequest) => ReturnType<Handler>,
  ): Handler {
    return this.#ofAccount(async (account, request) =>
      handle(await this.#find(account, String(request.params[idParameter])), request),
    );
  }

  /** The same, if the path may also name a parent of the task. */
  #onItem(
    { idParameter, parents }: ItemRole,
    handle: (task: TaskRecord, request: EngineRequest) => Promise<EngineResponse>,
  ): Handler {
    return this.onTask(idParameter, async (task, request) => {
      if (belongsTo(task, parents, request.params)) return handle(task, request);
      throw this.#unknown(task.account, task.id);
    });
  }

  /** Handles an operation that changes a task. Creates the account if needed. */
  #onOwnTask(
    role: ItemRole,
    handle: (account: Account, task: TaskRecord, request: EngineRequest) => Promise<EngineResponse>,
  ): Handler {
    const { accounts } = this.#parts.core;
    return this.#onItem(role, async (task, request) =>
      handle(await accounts.get(task.account), task, request),
    );
  }

  /** Known accounts are returned synchronously, to save a promise per request. */
  #ofAccount(handle: (account: Account, request: EngineRequest) => ReturnType<Handler>): Handler {
    const { accounts } = this.#parts.core;
    return (request) => {
      const account = accounts.read(request.apiKey ?? ANONYMOUS);
      return account instanceof Account
        ? handle(account, request)
        : account.then((it) => handle(it, request));
    };
  }

  async #create(
    known: Account,
    role: CreateRole,
    request: EngineRequest,
    body: JsonObject,
  ): Promise<TaskRecord> {
    const { behavior, core, life } = this.#parts;
    const { accounts, commit } = core;
    const account = accounts.isCurrent(known) ? known : await accounts.get(known.key);
    const wanted = { api: behavior.namespace, account, role, request, body, sequence: core.nextSequence() };
    const first = life.begin(account, this.#maker.make(wanted));
    const unfit = behavior.isForeign ? await this.#unfitIn(first.body, body) : undefined;
    const task = unfit ? life.begin(account, this.#maker.make({ ...wanted, unfit })) : first;
    await commit(account, [{ put: "task", record: task }]);
    if (account.record.settings.testCompletion !== "in-response" || task.dueAt !== task.createdAt) {
      life.schedule(account, task);
      return task;
    }
    try {
      return (await life.finish(account, task)) ?? task;
    } catch (error) {
      // The task is stored, and must not be left behind.
      life.schedule(account, task);
      throw error;
    }
  }

  /**
   * The names under which a request has a value that has another meaning in the task, by the contract of the user.
   */
  async #unfitIn(task: JsonObject, said: JsonObject): Promise<ReadonlySet<string> | undefined> {
    const problems = await this.#parts.behavior.checkTask(task);
    const names = problems.flatMap(({ steps: [name] }) =>
      name !== undefined && Object.hasOwn(said, name) ? [name] : [],
    );
    return names.length > 0 ? new Set(names) : undefined;
  }

  async #find(account: Account, id: string): Promise<TaskRecord> {
    const task = await this.#get(account, id);
    if (task) return task;
    throw this.#unknown(account.key, id);
  }

  async #get(account: Account, id: string): Promise<TaskRecord | undefined> {
    const { behavior, core } = this.#parts;
    return core.accounts.isCurrent(account)
      ? core.store.getTask(behavior.namespace, account.key, id)
      : this.#firstTasks(account).find((it) => it.id === id);
  }

  #unknown(key: string, id: string): EngineFailure {
    const { behavior, extension } = this.#parts;
    const what = behavior.reasons ? behavior.resource : "task";
    const { hint = "Check the ID, and that the API key is the one that created it." } = extension;
    return new EngineFailure(
      404,
      `There is no ${what} with the ID ${redactId(id, (it) => it === key)}. ${hint}`,
    );
  }

  /**
   * The parents that a path names must exist, if they are resources that can be created.
   *
   * @throws {EngineFailure} 404 if one does not.
   */
  async #checkParents(account: Account, { parents }: Role, { params }: EngineRequest): Promise<void> {
    const { core, others } = this.#parts;
    for (const parameter of parents) {
      const parent = others.find(({ roles }) =>
        [...roles.values()].some((role) => role.kind === "read" && role.idParameter === parameter),
      );
      const id = String(params[parameter]);
      if (!parent || (await core.store.getTask(parent.namespace, account.key, id))) continue;
      throw new EngineFailure(
        404,
        `There is no ${parent.resource} with the ID ${redactId(id, (it) => it === account.key)}.`,
      );
    }
  }

  async #all(account: Account, query: TaskQuery): Promise<readonly TaskRecord[]> {
    const { after: _, ...rest } = query;
    return (await this.#page(account, { ...rest, limit: Number.MAX_SAFE_INTEGER, offset: 0 })).records;
  }

  async #page(account: Account, query: TaskQuery): Promise<TaskPage> {
    const { accounts, store } = this.#parts.core;
    if (accounts.isCurrent(account)) return store.listTasks(query);
    const records = this.#firstTasks(account);
    return { records, total: records.length, hasMore: false };
  }

  /** The initial tasks of an account that is not stored yet. */
  #firstTasks(account: Account): readonly TaskRecord[] {
    const { behavior, core } = this.#parts;
    return core.firstTasks(account, behavior.namespace);
  }
}

/** The properties of a task in a request. */
const saidIn = ({ requestSteps = [] }: CreateRole | ItemRole, { body }: EngineRequest): JsonObject =>
  Object(read(body, requestSteps) ?? {}) as JsonObject;

const without = (said: JsonObject, names: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !names.has(name)));

/** The account of requests without a key. */
const ANONYMOUS = "anonymous";

const composerOf = ({ roles }: Behavior): CreateRole["composeTask"] | undefined =>
  [...roles.values()].find((role) => role.kind === "create")?.composeTask;
