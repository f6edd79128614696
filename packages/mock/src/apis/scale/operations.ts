import { redactId } from "../../text/redact.ts";
import { Account } from "../../engine/account.ts";
import type { Core } from "../../engine/core.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { EngineAnswer, EngineRequest, Handler, Handlers } from "../../engine/handler.ts";
import type { TaskLife } from "../../engine/life-cycle/task-life.ts";
import type { JsonObject, TaskApiId, TaskRecord } from "../../engine/model.ts";
import { readBound } from "./created-between.ts";
import { checkRequest } from "./check-request.ts";
import { makeTask } from "./make-task.ts";
import { readPageToken, writePageToken } from "./page-token.ts";
import type { TaskShape, TaskShapes } from "../../contract/task-shape.ts";

/** The operations of a Scale API. Which of them create tasks is read from its contract. */
export const scaleOperations = (api: TaskApiId, shapes: TaskShapes, core: Core, life: TaskLife): Handlers => {
  const { accounts, commit, store } = core;

  const ofAccount =
    (handle: (account: Account, request: EngineRequest) => Promise<EngineAnswer>): Handler =>
    (request) => {
      const account = accounts.read(request.apiKey ?? "");
      // Known accounts are there at once: another promise per request would be for nothing.
      return account instanceof Account
        ? handle(account, request)
        : account.then((it) => handle(it, request));
    };

  const find = async (account: Account, { params }: EngineRequest): Promise<TaskRecord> => {
    const id = String(params["task_id"]);
    const task = await store.getTask(api, account.key, id);
    if (!task) {
      throw new EngineFailure(
        404,
        `There is no task with the ID ${redactId(id, (it) => it === account.key)}. Check the ID, and that the API key is the one that created it.`,
      );
    }
    return task;
  };

  const create = (shape: TaskShape): Handler =>
    ofAccount(async (known, request) => {
      const body = request.body as JsonObject;
      const callbackUrl = checkCreate(known, shape, body);
      const account = accounts.isCurrent(known) ? known : await accounts.get(known.key);
      const made = makeTask({ api, account, shape, body, callbackUrl, sequence: core.nextSequence() });
      const task = life.begin(account, made);
      await commit(account, [{ put: "task", record: task }]);
      if (account.record.settings.testCompletion === "in-response" && task.dueAt === task.createdAt) {
        try {
          return ok(((await life.finish(account, task)) ?? task).body);
        } catch (error) {
          // The task is stored, and must not be left behind.
          life.schedule(account, task);
          throw error;
        }
      }
      life.schedule(account, task);
      return ok(task.body);
    });

  const getTask = ofAccount(async (account, request) => ok((await find(account, request)).body));

  const cancelTask = ofAccount(async (account, request) => {
    const task = await find(account, request);
    return ok((await life.call(account, task, request.operationId)).body);
  });

  const listPage = ofAccount(async (account, { query }) => {
    const limit = Number(query["limit"]);
    const offset = Number(query["offset"]);
    const createdFrom = readBound("start_time", query["start_time"]);
    const createdTo = readBound("end_time", query["end_time"]);
    const after = readAfter(query["next_token"]);
    const { records, total, hasMore } = await store.listTasks({
      api,
      account: account.key,
      order: "descending",
      limit,
      offset,
      ...textOf("status", query["status"]),
      ...textOf("type", query["type"]),
      ...reviewsOf(query["customer_review_status"]),
      ...(createdFrom !== undefined && { createdFrom }),
      ...(createdTo !== undefined && { createdTo }),
      ...(after !== undefined && { after }),
    });
    const last = records.at(-1);
    return ok({
      docs: records.map(({ body }) => body),
      total,
      limit,
      offset,
      has_more: hasMore,
      next_token: hasMore && last ? writePageToken(last.sequence) : null,
    });
  });

  const listAll = ofAccount(async (account) => {
    const { records } = await store.listTasks({
      api,
      account: account.key,
      order: "descending",
      limit: Number.MAX_SAFE_INTEGER,
      offset: 0,
    });
    return ok(records.map(({ body }) => body));
  });

  return {
    ...Object.fromEntries([...shapes].map(([operationId, shape]) => [operationId, create(shape)])),
    getTask,
    ...(api === "scale-beta" ? { listTasks: listAll } : { listTasks: listPage, cancelTask }),
  };
};

const ok = (body: unknown): EngineAnswer => ({ status: 200, body });

/** Refuses a create request that the account does not allow, and finds out where the result is to go. */
const checkCreate = ({ record: { settings } }: Account, { type }: TaskShape, body: JsonObject): string => {
  if (settings.disabledTaskTypes.includes(type)) {
    throw new EngineFailure(402, `Tasks of the type ${type} are not enabled for this account.`);
  }
  checkRequest(body);
  const callbackUrl = body["callback_url"] ?? settings.defaultCallbackUrl;
  if (typeof callbackUrl === "string") return callbackUrl;
  throw new EngineFailure(
    400,
    "callback_url is missing, and this account has no default. Send one, or set defaultCallbackUrl in the settings of the account.",
  );
};

const readAfter = (token: unknown): number | undefined => {
  if (typeof token !== "string") return undefined;
  const after = readPageToken(token);
  if (after !== undefined) return after;
  throw new EngineFailure(
    400,
    `next_token is "${token.slice(0, 60)}", which no page of this list has. Send the next_token of a page as it is.`,
  );
};

/** Several outcomes are separated by commas (scale-v1, parameter customer_review_status). */
const reviewsOf = (value: unknown): { customerReviewStatuses?: string[] } =>
  typeof value === "string"
    ? { customerReviewStatuses: value.split(",").map((review) => review.trim()) }
    : {};

const textOf = <Name extends string>(name: Name, value: unknown): { [name in Name]?: string } =>
  typeof value === "string" ? ({ [name]: value } as { [name in Name]: string }) : {};
