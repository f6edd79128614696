import { redactId } from "../../text/redact.ts";
import type { Account } from "../../engine/account.ts";
import type { Core } from "../../engine/core.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { EngineAnswer, EngineRequest, Handler, Handlers } from "../../engine/handler.ts";
import type { TaskLife } from "../../engine/life-cycle/task-life.ts";
import type { TaskRecord } from "../../engine/model.ts";
import { payloadOf } from "./make-task.ts";
import { resultUrl } from "./result-file.ts";
import { hasResults } from "./dataflowkit-worker.ts";

const api = "dataflowkit-v1";

/** The operations of Dataflow Kit. */
export const dataflowkitOperations = (core: Core, life: TaskLife): Handlers => {
  const { accounts, commit, firstTasks, serial, store } = core;

  const find = async (account: Account, id: string): Promise<TaskRecord> => {
    const task = accounts.isCurrent(account)
      ? await store.getTask(api, account.key, id)
      : firstTasks(account).find((it) => it.id === id);
    if (task) return task;
    throw new EngineFailure(
      404,
      `There is no task with the id ${redactId(id, (it) => it === account.key)}. POST /tasks lists those that there are.`,
    );
  };

  /** Reads a task, which makes no account. */
  const ofTask =
    (handle: (task: TaskRecord, request: EngineRequest) => Promise<EngineAnswer>): Handler =>
    async (request) => {
      const account = await accounts.read(request.apiKey ?? "");
      return handle(await find(account, String(request.params["task_id"])), request);
    };

  /** Changes a task, of an account that is made for it if need be. */
  const change = (
    handle: (account: Account, task: TaskRecord, request: EngineRequest) => Promise<EngineAnswer>,
  ): Handler => ofTask(async (task, request) => handle(await accounts.get(task.account), task, request));

  const transition = change(async (account, task, { operationId }) =>
    state(await life.call(account, task, operationId)),
  );

  return {
    runTask: transition,
    cancelTask: transition,
    deleteTask: change(async (account, { id }) =>
      serial(`task ${id}`, async () => {
        await commit(account, [{ delete: "task", api, account: account.key, id }]);
        return { status: 200 };
      }),
    ),
    listTasks: async ({ apiKey = "" }) => {
      const account = await accounts.read(apiKey);
      if (!accounts.isCurrent(account)) return ok(firstTasks(account).map(({ body }) => body));
      const { records } = await store.listTasks({
        api,
        account: apiKey,
        order: "ascending",
        limit: Number.MAX_SAFE_INTEGER,
        offset: 0,
      });
      return ok(records.map(({ body }) => body));
    },
    getTaskInfo: ofTask(async ({ body }) => ok(body)),
    getTaskPayload: ofTask(async (task) => ok(payloadOf(task))),
    getTaskResults: ofTask(async (task, { origin }) => {
      if (!hasResults(task)) {
        throw new EngineFailure(
          409,
          `Task ${task.id} is ${task.status}, so it has no results. Run it, and wait until it is completed.`,
        );
      }
      return ok(resultUrl(origin, task));
    }),
  };
};

const ok = (body: unknown): EngineAnswer => ({ status: 200, body });

const state = ({ status }: TaskRecord): EngineAnswer => ok({ status });
