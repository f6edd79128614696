import type { Account } from "../account.ts";
import type { Core } from "../core.ts";
import { EngineFailure } from "../failure.ts";
import type { EngineAnswer, EngineRequest, Handler, Handlers } from "../handler.ts";
import type { TaskRecord } from "../model.ts";
import { payloadOf } from "./make-task.ts";
import { resultUrl } from "./result-file.ts";
import type { RunLife } from "./task-life.ts";
import { hasResults } from "./task-states.ts";

const api = "dataflowkit-v1";

/** The operations of Dataflow Kit. */
export const dataflowkitOperations = (core: Core, life: RunLife): Handlers => {
  const { accounts, commit, serial, store } = core;

  const ofTask =
    (
      handle: (account: Account, task: TaskRecord, request: EngineRequest) => Promise<EngineAnswer>,
    ): Handler =>
    async (request) => {
      const account = await accounts.get(request.apiKey ?? "");
      const id = String(request.params["task_id"]);
      const task = await store.getTask(api, account.key, id);
      if (!task)
        throw new EngineFailure(
          404,
          `There is no task with the id ${id}. POST /tasks lists those that there are.`,
        );
      return handle(account, task, request);
    };

  return {
    runTask: ofTask(async (account, task) => state(await life.run(account, task))),
    cancelTask: ofTask(async (account, task) => state(await life.cancel(account, task))),
    deleteTask: ofTask(async (account, { id }) =>
      serial(`task ${id}`, async () => {
        await commit(account, [{ delete: "task", api, account: account.key, id }]);
        return { status: 200 };
      }),
    ),
    listTasks: async ({ apiKey = "" }) => {
      const { key } = await accounts.get(apiKey);
      const { records } = await store.listTasks({
        api,
        account: key,
        order: "ascending",
        limit: Number.MAX_SAFE_INTEGER,
        offset: 0,
      });
      return ok(records.map(({ body }) => body));
    },
    getTaskInfo: ofTask(async (_, { body }) => ok(body)),
    getTaskPayload: ofTask(async (_, task) => ok(payloadOf(task))),
    getTaskResults: ofTask(async (_, task, { origin }) => {
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
