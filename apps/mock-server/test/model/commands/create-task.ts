import * as fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../agree.ts";
import { settle } from "../compare.ts";
import { closedPort } from "../deliver.ts";
import type { Reaction } from "../plan.ts";
import { complete, dueOf, isLive } from "../scale-life.ts";
import {
  type Account,
  accountOf,
  anyKey,
  isoTime,
  type Json,
  type Model,
  nextOrder,
  type ScaleTask,
} from "../state.ts";
import type { Reply, System } from "../system.ts";
import { type TaskKind, taskKinds } from "../task-kinds.ts";
import { hasDeliveryFaults } from "../waiting-faults.ts";
import { ask, type Command, commands } from "./command.ts";
import { ownPath, reaction, setPlan } from "./plans.ts";

/** A create call. */
export interface NewTask {
  readonly key: string;
  readonly kind: number;
  readonly encoding: "json" | "form";
  readonly callback: "own" | "default" | "dead";
  /** How the receiver answers at first. */
  readonly reactions: readonly Reaction[];
  /** And after that. */
  readonly always: 200 | 500;
  readonly urgency?: string | undefined;
  readonly metadata?: Json | undefined;
  /** What the download of an attachment is answered with. */
  readonly file: number;
}

const names = ["order", "note", "Straße", "a b"];
const words = fc.dictionary(fc.constantFrom(...names), fc.string({ unit: "grapheme", maxLength: 5 }));
const anything = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 1 }));

/** Any create call. */
export const newTask: fc.Arbitrary<NewTask> = fc.record({
  key: anyKey,
  kind: fc.nat(taskKinds.length - 1),
  encoding: fc.constantFrom("json", "form"),
  callback: fc.oneof(
    { weight: 6, arbitrary: fc.constant("own" as const) },
    { weight: 2, arbitrary: fc.constant("default" as const) },
    { weight: 1, arbitrary: fc.constant("dead" as const) },
  ),
  reactions: fc.array(reaction, { maxLength: 4 }),
  always: fc.constantFrom(200, 200, 500),
  urgency: fc.option(fc.constantFrom("immediate", "express", "day", "standard", "week"), { nil: undefined }),
  metadata: fc.option(fc.oneof(words, anything), { nil: undefined }),
  file: fc.constantFrom(200, 200, 404),
});

export const kindOf = ({ kind }: NewTask): TaskKind => taskKinds[kind % taskKinds.length] as TaskKind;

/** Which status the call is answered with. The beta has no default callback URL. */
export const statusOf = ({ settings }: Account, task: NewTask): number => {
  const { api, pending } = kindOf(task);
  if (task.callback === "default" && api === "scale-beta") return 400;
  if (settings.disabledTaskTypes.includes(String(pending["type"]))) return 402;
  return task.callback === "default" && settings.defaultCallbackUrl === null ? 400 : 200;
};

/** Sends a create call. Without a reply, or with a refusal, there is nothing more to do. */
export const sendTask = async (
  model: Model,
  system: System,
  task: NewTask,
): Promise<{ readonly made: ScaleTask; readonly reply: Reply } | undefined> => {
  const { operation, api, path } = kindOf(task);
  const account = accountOf(model, task.key);
  const prepared = prepare(model, system, task);
  const sending = { [task.encoding]: prepared.request };
  const line = `POST /${api}${path}`;
  const reply = await ask(model, system, { key: task.key, operation, line, ...sending });
  if (!reply) return undefined;
  agree(`${line}: ${JSON.stringify(reply.body)}`, reply.status, statusOf(account, task));
  if (reply.status !== 200) return undefined;
  return { reply, made: add(model, account, task, prepared, reply.body) };
};

interface Prepared {
  readonly request: Json;
  readonly expected: Json;
  readonly files: ScaleTask["files"];
}

/** Changes an example and what the contract says will come of it alike. */
const prepare = (model: Model, system: System, task: NewTask): Prepared => {
  const { api, request, pending } = kindOf(task);
  const { files, attachments } = filesOf(system, task);
  const url = callbackUrl(model, system, task);
  const isV1 = api === "scale-v1";
  const own: Json = {
    ...(isV1 && task.urgency !== undefined && { urgency: task.urgency }),
    ...(isV1 && task.metadata !== undefined && { metadata: metadataOf(task) }),
  };
  const { defaultCallbackUrl } = accountOf(model, task.key).settings;
  return {
    files,
    request: callable({ ...request, ...own, ...attachments }, url),
    expected: {
      ...pending,
      ...own,
      callback_url: url ?? defaultCallbackUrl,
      params: { ...(pending["params"] as Json), ...attachments },
    },
  };
};

/** The examples all have a URL of their own. */
const callable = ({ callback_url: _example, ...request }: Json, url: string | undefined): Json =>
  url === undefined ? request : { ...request, callback_url: url };

/** A form has only text, and no word for an object without properties. */
const metadataOf = ({ metadata = {}, encoding }: NewTask): Json =>
  encoding === "json"
    ? metadata
    : Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, JSON.stringify(value)]));

const callbackUrl = (
  model: Model,
  system: System,
  { callback, reactions, always }: NewTask,
): string | undefined => {
  if (callback === "default") return undefined;
  if (callback === "dead") return closedPort;
  const path = ownPath(nextOrder(model));
  setPlan(model, system, path, reactions, always);
  return system.receiver.url(path);
};

/** Attachments that this machine serves, in place of those that are to be downloaded from the internet. */
const filesOf = (
  { receiver }: System,
  task: NewTask,
): { readonly files: ScaleTask["files"]; readonly attachments: Json } => {
  const { request } = kindOf(task);
  if (request["attachment_type"] === "text") return { files: [], attachments: {} };
  const file = (status: number, index: number) => ({
    url: receiver.url(`/files/${status}/${index}`),
    status,
  });
  if (!Array.isArray(request["attachments"])) {
    const only = file(task.file, 0);
    return { files: [only], attachments: { attachment: only.url } };
  }
  const files = request["attachments"].map((_, index) => file(index === 0 ? 200 : task.file, index));
  return { files, attachments: { attachments: files.map(({ url }) => url) } };
};

const add = (
  model: Model,
  account: Account,
  task: NewTask,
  { request, expected, files }: Prepared,
  answer: Json,
): ScaleTask => {
  const { api, response } = kindOf(task);
  const id = String(answer["task_id"]);
  agree("the id", id, expect.stringMatching(/^[\da-f]{24}$/));
  const isTest = api === "scale-v1" && !isLive(account);
  const created: ScaleTask = {
    id,
    api,
    order: nextOrder(model),
    createdAt: account.now,
    example: response,
    files,
    dueAt: dueOf(account, expected["urgency"]),
    body: {
      ...expected,
      task_id: id,
      status: "pending",
      created_at: isoTime(account.now),
      is_test: isTest ? true : undefined,
      // The wording that the service uses by default is not documented.
      ...(request["instruction"] === undefined && { instruction: answer["instruction"] }),
    },
  };
  account.tasks.push(created);
  return created;
};

/** The answer is the new task; the completed one if the account wants it so. */
const createTask = async (model: Model, system: System, task: NewTask): Promise<void> => {
  const account = accountOf(model, task.key);
  const sent = await sendTask(model, system, task);
  if (sent) {
    const { made, reply } = sent;
    if (account.settings.testCompletion === "in-response" && !isLive(account)) {
      complete(model, account, made, { log: await system.log(task.key), until: account.now });
    }
    agree("the answer to the create call", reply.body, made.body);
  }
  await settle(model, system, [task.key]);
};

/** With a fault waiting, no two tasks may complete in the same moment: nothing says which of them it is for. */
const isPossible = (model: Readonly<Model>, task: NewTask): boolean => {
  const account = accountOf(model, task.key);
  const { api, pending } = kindOf(task);
  const due = dueOf(account, api === "scale-v1" ? (task.urgency ?? pending["urgency"]) : undefined);
  const isTie = due !== undefined && account.tasks.some(({ dueAt }) => dueAt === due);
  return !(isTie && hasDeliveryFaults(model, task.key));
};

export const creates: fc.Arbitrary<Command> = commands("create", newTask, { isPossible, run: createTask });
