import type { CreateRole, ItemRole, ListRole } from "../../contract/roles.ts";
import { redactId } from "../../text/redact.ts";
import { Account } from "../account.ts";
import type { Behavior } from "../behavior.ts";
import type { Core } from "../core.ts";
import type { Extension, OperationKit } from "../extension.ts";
import { EngineFailure } from "../failure.ts";
import type { EngineAnswer, EngineRequest, Handler, Handlers } from "../handler.ts";
import type { TaskLife } from "../life-cycle/task-life.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { TaskPage, TaskQuery } from "../store/store.ts";
import { TaskMaker } from "./create-task.ts";
import { readConditions, readPart, respondWithList } from "./list-tasks.ts";
import { respondWith } from "./respond.ts";

/** What the operations of an API are made of. */
export interface OperationParts {
  readonly api: string;
  readonly core: Core;
  readonly behavior: Behavior;
  readonly life: TaskLife;
  readonly extension: Extension;
}

/** Handles the operations whose part in the life of tasks follows from the contract, and those that the API adds. */
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
      default:
        return [operationId, tasks.deleting(role)];
    }
  });
  return { ...Object.fromEntries(handlers), ...extension.handlers?.(kit) };
};

/** The tasks of an API, as its operations deal with them. Reading makes no account. */
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
      const sent = (request.body ?? {}) as JsonObject;
      const body = prepareCreate ? prepareCreate(known, role, sent) : sent;
      return respondWith(role.response, await this.#create(known, role, request, body));
    });
  }

  listing(role: ListRole): Handler {
    const { api, extension } = this.#parts;
    return this.#ofAccount(async (account, { query }) => {
      const part = readPart(role.parameters, query);
      const { limit, offset, after } = part;
      const page = await this.#page(account, {
        api,
        account: account.key,
        order: extension.listOrder ?? "descending",
        limit,
        offset,
        ...(after !== undefined && { after }),
        ...readConditions(role.parameters, query),
        ...extension.conditions?.(query),
      });
      return respondWithList(role, { ...page, part });
    });
  }

  reading(role: ItemRole): Handler {
    return this.onTask(role.idParameter, async (task) => respondWith(role.response, task));
  }

  changing(role: ItemRole): Handler {
    return this.#onOwnTask(role, async (account, task) =>
      respondWith(role.response, await this.#parts.life.call(account, task, role.operationId)),
    );
  }

  deleting(role: ItemRole): Handler {
    const { api, core } = this.#parts;
    return this.#onOwnTask(role, async (account, task) =>
      core.serial(`task ${task.id}`, async () => {
        await core.commit(account, [{ delete: "task", api, account: account.key, id: task.id }]);
        return respondWith(role.response, task);
      }),
    );
  }

  /** Handles an operation that reads a task. */
  onTask(
    idParameter: string,
    handle: (task: TaskRecord, request: EngineRequest) => Promise<EngineAnswer>,
  ): Handler {
    return this.#ofAccount(async (account, request) =>
      handle(await this.#find(account, String(request.params[idParameter])), request),
    );
  }

  /** Handles an operation that changes a task, of an account that is made for it if need be. */
  #onOwnTask(
    { idParameter }: ItemRole,
    handle: (account: Account, task: TaskRecord) => Promise<EngineAnswer>,
  ): Handler {
    const { accounts } = this.#parts.core;
    return this.onTask(idParameter, async (task) => handle(await accounts.get(task.account), task));
  }

  /** Known accounts are there at once: another promise per request would be for nothing. */
  #ofAccount(handle: (account: Account, request: EngineRequest) => Promise<EngineAnswer>): Handler {
    const { accounts } = this.#parts.core;
    return (request) => {
      const account = accounts.read(request.apiKey ?? "");
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
    const { api, core, life } = this.#parts;
    const { accounts, commit } = core;
    const account = accounts.isCurrent(known) ? known : await accounts.get(known.key);
    const made = this.#maker.make({ api, account, role, request, body, sequence: core.nextSequence() });
    const task = life.begin(account, made);
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

  async #find(account: Account, id: string): Promise<TaskRecord> {
    const { api, core } = this.#parts;
    const task = core.accounts.isCurrent(account)
      ? await core.store.getTask(api, account.key, id)
      : this.#firstTasks(account).find((it) => it.id === id);
    if (task) return task;
    throw new EngineFailure(
      404,
      `There is no task with the ID ${redactId(id, (it) => it === account.key)}. Check the ID, and that the API key is the one that created it.`,
    );
  }

  async #page(account: Account, query: TaskQuery): Promise<TaskPage> {
    const { accounts, store } = this.#parts.core;
    if (accounts.isCurrent(account)) return store.listTasks(query);
    const records = this.#firstTasks(account);
    return { records, total: records.length, hasMore: false };
  }

  /** What an account has that is not stored yet. */
  #firstTasks(account: Account): readonly TaskRecord[] {
    const { api, core } = this.#parts;
    return core.firstTasks(account, api);
  }
}
