import type { Contract } from "../contract/contract.ts";
import type { CreateRole } from "../contract/roles.ts";
import type { Account } from "./account.ts";
import type { Behavior } from "./behavior.ts";
import type { Core } from "./core.ts";
import type { EngineRequest, EngineResponse, Handler, Handlers } from "./handler.ts";
import type { Ids } from "./ids.ts";
import type { UsualWorker } from "./life-cycle/usual-worker.ts";
import type { Worker } from "./life-cycle/worker.ts";
import type { JsonObject, TaskRecord } from "./model.ts";
import type { TaskQuery } from "./store/store.ts";

/** An API that is mocked: its contract, and what no declaration can express. */
export interface Api {
  readonly contract: Contract;
  readonly extension?: Extension;
}

/** What additional operations of an API need. */
export interface OperationKit {
  /** Handles an operation that reads a task, whose id is a parameter of its path. */
  readonly onTask: (
    idParameter: string,
    handle: (task: TaskRecord, request: EngineRequest) => Promise<EngineResponse>,
  ) => Handler;
}

/** What is served beside the operations of an API. */
export interface Page {
  /** The prefix of its paths, such as `/results/`. */
  readonly prefix: string;
  readonly respond: (method: string, path: string) => Promise<EngineResponse>;
}

/** What no declaration can express about an API. All other behavior follows from the contract. */
export interface Extension {
  /**
   * The initial tasks of an account.
   *
   * @param startedAt When the mock started, by the machine's clock, in milliseconds since 1970.
   */
  readonly firstTasks?: (parts: {
    readonly startedAt: number;
    readonly ids: Ids;
  }) => (account: Account) => readonly TaskRecord[];
  /** Replaces the worker that follows from the contract, which it may use. */
  readonly worker?: (parts: {
    readonly core: Core;
    readonly behavior: Behavior;
    readonly usual: UsualWorker;
  }) => Worker;
  /**
   * Checks a request that creates a task, which is valid by the contract, and completes it.
   *
   * @throws {EngineFailure} If the account, or a rule that no schema can express, forbids the request.
   */
  readonly prepareCreate?: (account: Account, role: CreateRole, body: JsonObject) => JsonObject;
  /** Conditions of a list that follow from its query, besides status and type. */
  readonly conditions?: (query: Readonly<Record<string, unknown>>) => Partial<TaskQuery>;
  /** A hint for requests with an unknown id. */
  readonly hint?: string;
  /** By the time of their creation. Default: descending, the newest first. */
  readonly listOrder?: TaskQuery["order"];
  /** Operations of the control API that concern only this API. Each is about one account. */
  readonly controls?: (core: Core) => Handlers;
  /** Files that responses of the API link to. */
  readonly page?: (core: Core) => Page;
  /** Operations in addition to those that follow from the contract. */
  readonly handlers?: (kit: OperationKit) => Handlers;
}
