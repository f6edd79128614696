import type { Offer } from "../../try-it/offer.ts";
import { type Attempt, keys, type Mode } from "./attempt.ts";
import type { Session } from "./session.ts";

type Values = Attempt["values"];

/**
 * Creates what an operation acts on, such as the task that is to be read.
 *
 * @param mode The account that owns it.
 * @returns The values of parameters that exist only there.
 */
export async function prepare(session: Session, offer: Offer, mode: Mode): Promise<Values> {
  const account = offer.parameters.some(({ name, isShown }) => name === "account" && isShown);
  const values = await idsFor(session, offer, mode);
  return { ...(account && { account: keys[mode] }), ...values };
}

/** Only a task that waits can be canceled or completed, and tasks of live keys wait. */
export const preferredMode = (offer: Offer): Mode => (needsPending(offer) ? "live" : "test");

const needsPending = ({ create, operation }: Offer): boolean =>
  create !== undefined && /^(?:cancel|complete)Task/.test(operation);

async function idsFor(session: Session, offer: Offer, mode: Mode): Promise<Values> {
  const names = new Set(
    offer.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name),
  );
  const account = session.account(mode);
  if (names.has("snapshotId")) return { snapshotId: (await account.snapshot()).snapshotId };
  if (names.has("faultId")) {
    const { faultId } = await account.addFault({ target: "delivery", kind: "duplicate" });
    return { faultId };
  }
  if (names.has("deliveryId")) return { deliveryId: await deliveryFor(session, offer, mode) };
  if (names.has("taskId") || /^(?:list|wait)/.test(offer.operation)) {
    const taskId = await taskFor(session, offer, mode);
    // Otherwise the request would wait as long as the task of a live key does.
    if (offer.operation.startsWith("wait") && mode === "live") await account.completeTask(taskId);
    return names.has("taskId") ? { taskId } : {};
  }
  return names.has("task_id") ? { task_id: await taskFor(session, offer, mode) } : {};
}

/** A task of Dataflow Kit is there already; others are created. */
const taskFor = (session: Session, offer: Offer, mode: Mode): Promise<string> =>
  offer.create === undefined
    ? dataflowkitTask(session, offer, mode)
    : createTask(session, offer, offer.create, mode);

/**
 * The body that creates a task for an operation. The example of a completion chooses a category, which the task must offer.
 *
 * @param body The example of the operation that creates tasks.
 */
export function createBody({ bodies, operation }: Offer, body: string): string {
  const [example] = operation === "completeTask" ? bodies : [];
  const { response } = JSON.parse(example?.text ?? "{}") as { response?: { category?: string } };
  if (response?.category === undefined) return body;
  const task = JSON.parse(body) as { categories: string[] };
  return JSON.stringify({ ...task, categories: [...new Set([...task.categories, response.category])] });
}

async function createTask(
  session: Session,
  offer: Offer,
  { body, url }: NonNullable<Offer["create"]>,
  mode: Mode,
): Promise<string> {
  const account = session.account(mode);
  const mustWait = mode === "test" && needsPending(offer);
  if (mustWait) await account.updateSettings({ testCompletion: "manual" });
  const headers = { authorization: `Basic ${btoa(`${keys[mode]}:`)}`, "content-type": "application/json" };
  const request = { method: "POST", headers, body: createBody(offer, body) };
  const response = await session.fetch(url, request);
  if (mustWait) await account.updateSettings({ testCompletion: "immediate" });
  const { task_id: id } = (await response.json()) as { task_id: string };
  return id;
}

/** The id of a task that an account begins with. Results need one that has run; a cancel needs one that is running. */
async function dataflowkitTask(
  session: Session,
  { key, operation, server }: Offer,
  mode: Mode,
): Promise<string> {
  const query = key?.place === "query" ? `?${key.name}=${keys[mode]}` : "";
  const account = session.account(mode);
  const post = (path: string): Promise<Response> =>
    session.fetch(`${server}${path}${query}`, { method: "POST" });
  const [task] = (await (await post("/tasks")).json()) as { id: string }[];
  if (task === undefined) throw new Error("The account has no task.");
  if (operation === "cancelTask") await account.updateSettings({ runResult: "manual" });
  if (operation === "cancelTask" || operation === "getTaskResults") await post(`/tasks/${task.id}/run`);
  if (operation === "getTaskResults") await account.waitForTask(task.id, "completed");
  return task.id;
}

/** A callback. Only one that was not accepted can be retried, or given up. */
async function deliveryFor(session: Session, offer: Offer, mode: Mode): Promise<string> {
  const { receiver } = session;
  if (/^(?:retry|cancel)/.test(offer.operation)) session.receiver = "500";
  const account = session.account(mode);
  const taskId = await taskFor(session, { ...offer, operation: "" }, mode);
  if (mode === "live") await account.completeTask(taskId);
  const { deliveryId } = await account.waitForCallback(taskId);
  session.receiver = receiver;
  return deliveryId;
}
