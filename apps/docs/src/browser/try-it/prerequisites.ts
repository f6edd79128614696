import type { Offer } from "../../try-it/offer.ts";
import { type Attempt, keys, type Mode } from "./attempt.ts";
import type { Session } from "./session.ts";

type Values = Attempt["values"];

/** What an operation needs that acts on something: values of parameters, and the key that owns it. */
export interface Prepared {
  readonly mode: Mode;
  readonly values: Values;
}

/** Makes what an operation acts on, such as the task that is to be read. */
export async function prepare(session: Session, offer: Offer): Promise<Prepared> {
  const mode = modeFor(offer);
  const account = offer.parameters.some(({ name, isShown }) => name === "account" && isShown);
  const values = await idsFor(session, offer);
  return { mode, values: { ...(account && { account: keys[mode] }), ...values } };
}

/** Only a task that waits can be canceled or completed, and tasks of live keys wait. */
const modeFor = ({ create, operation }: Offer): Mode =>
  create !== undefined && /^(?:cancel|complete)Task/.test(operation) ? "live" : "test";

async function idsFor(session: Session, offer: Offer): Promise<Values> {
  const names = new Set(
    offer.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name),
  );
  if (names.has("snapshotId")) return { snapshotId: (await session.account("test").snapshot()).snapshotId };
  if (names.has("faultId")) {
    const { faultId } = await session.account("test").addFault({ target: "delivery", kind: "duplicate" });
    return { faultId };
  }
  if (names.has("deliveryId")) return { deliveryId: await deliveryFor(session, offer) };
  if (names.has("taskId") || /^(?:list|wait)/.test(offer.operation)) {
    const taskId = await taskFor(session, offer);
    return names.has("taskId") ? { taskId } : {};
  }
  return names.has("task_id") ? { task_id: await taskFor(session, offer) } : {};
}

/** A task of Dataflow Kit is there already; others are created. */
const taskFor = (session: Session, offer: Offer): Promise<string> =>
  offer.create === undefined
    ? dataflowkitTask(session, offer)
    : createTask(session, { url: offer.create.url, body: bodyFor(offer, offer.create.body) }, modeFor(offer));

/** The example of a completion chooses a category, which the task must offer. */
function bodyFor({ bodies, operation }: Offer, body: string): string {
  const [example] = operation === "completeTask" ? bodies : [];
  const { response } = JSON.parse(example?.text ?? "{}") as { response?: { category?: string } };
  if (response?.category === undefined) return body;
  const task = JSON.parse(body) as { categories: string[] };
  return JSON.stringify({ ...task, categories: [...new Set([...task.categories, response.category])] });
}

async function createTask(
  session: Session,
  { body, url }: NonNullable<Offer["create"]>,
  mode: Mode,
): Promise<string> {
  const headers = { authorization: `Basic ${btoa(`${keys[mode]}:`)}`, "content-type": "application/json" };
  const response = await session.fetch(url, { method: "POST", headers, body });
  const { task_id: id } = (await response.json()) as { task_id: string };
  return id;
}

/** The id of a task that an account begins with. Results need one that has run; a cancel needs one that is running. */
async function dataflowkitTask(session: Session, { key, operation, server }: Offer): Promise<string> {
  const query = key?.place === "query" ? `?${key.name}=${keys.test}` : "";
  const post = (path: string): Promise<Response> =>
    session.fetch(`${server}${path}${query}`, { method: "POST" });
  const [task] = (await (await post("/tasks")).json()) as { id: string }[];
  if (task === undefined) throw new Error("The account has no task.");
  if (operation === "cancelTask") await session.account("test").updateSettings({ runResult: "manual" });
  if (operation === "cancelTask" || operation === "getTaskResults") await post(`/tasks/${task.id}/run`);
  if (operation === "getTaskResults") await session.account("test").waitForTask(task.id, "completed");
  return task.id;
}

/** A callback. Only one that was not accepted can be retried, or given up. */
async function deliveryFor(session: Session, offer: Offer): Promise<string> {
  const { receiver } = session;
  if (/^(?:retry|cancel)/.test(offer.operation)) session.receiver = "500";
  const taskId = await taskFor(session, { ...offer, operation: "" });
  const { deliveryId } = await session.account("test").waitForCallback(taskId);
  session.receiver = receiver;
  return deliveryId;
}
