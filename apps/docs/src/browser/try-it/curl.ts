import type { Offer } from "../../try-it/offer.ts";
import { type Attempt, keys, requestOf } from "./attempt.ts";
import { createBody } from "./prerequisites.ts";

/**
 * The request as commands for curl and a POSIX shell, against a mock on this machine. What exists only in the page, such as
 * the task that is read, is created there first.
 *
 * @param generated The values that were generated for the page.
 * @example
 * curlOf(offer, attempt); // "curl -u 'test_try_it:' 'http://127.0.0.1:4010/scale-v1/tasks'"
 */
export function curlOf(offer: Offer, attempt: Attempt, generated: Attempt["values"] = {}): string {
  const names = offer.parameters
    .filter(({ in: place, name }) => place === "path" && generated[name] === attempt.values[name])
    .map(({ name }) => name)
    .filter((name) => attempt.values[name] !== undefined);
  const steps = names.flatMap((name) => stepsFor(name, offer, attempt));
  const values = { ...attempt.values, ...Object.fromEntries(names.map((name) => [name, `{${name}}`])) };
  const { method, url } = requestOf(offer, { ...attempt, values });
  const call = curl({
    method,
    url: steps.length === 0 ? requestOf(offer, attempt).url : withVariables(url, names),
    ...(offer.key?.place === "basic" && { user: keys[attempt.mode] }),
    ...(offer.bodies.length > 0 && attempt.body.trim() !== "" && { body: attempt.body }),
  });
  return [...steps, call].join("\n");
}

/** `%7Btask_id%7D` in a URL as `$TASK_ID`. */
const withVariables = (url: string, names: readonly string[]): string =>
  names.reduce((text, name) => text.replace(`%7B${name}%7D`, `$${variableOf(name)}`), url);

/**
 * The variable of a shell with the value of a parameter.
 *
 * @example
 * variableOf("taskId"); // "TASK_ID"
 */
const variableOf = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();

/** The commands that create what a parameter names. None: it need not be created. */
function stepsFor(name: string, offer: Offer, attempt: Attempt): string[] {
  const key = keys[attempt.mode];
  const control = (path: string): string => `${offer.server}${path}?account=${key}`;
  const create = (): string[] => [taskStep(offer.create === undefined ? name : "taskId", offer, attempt)];
  if (name === "task_id" && offer.create === undefined) return dataflowkitSteps(offer, key);
  if (name === "task_id") return [taskStep(name, offer, attempt)];
  if (name === "taskId") return create();
  if (name === "deliveryId") {
    return [...create(), keep(name, name, { method: "GET", url: control("/tasks/$TASK_ID/delivery") })];
  }
  if (name === "snapshotId") return [keep(name, name, { method: "POST", url: control("/snapshots") })];
  if (name === "faultId") {
    const body = JSON.stringify({ target: "delivery", kind: "duplicate" });
    return [keep(name, name, { method: "POST", url: control("/faults"), body })];
  }
  return [];
}

function taskStep(name: string, offer: Offer, { mode }: Attempt): string {
  const { create } = offer;
  if (create === undefined) throw new Error("No operation creates a task.");
  return keep(name, "task_id", {
    method: "POST",
    url: create.url,
    user: keys[mode],
    body: createBody(offer, create.body),
  });
}

/** An account begins with tasks of Dataflow Kit. Results need one that has run; a cancel needs one that is running. */
function dataflowkitSteps({ key: place, operation, server }: Offer, key: string): string[] {
  const query = place?.place === "query" ? `?${place.name}=${key}` : "";
  const list = keep("task_id", "id", { method: "POST", url: `${server}/tasks${query}` });
  const run = curl({ method: "POST", url: `${server}/tasks/$TASK_ID/run${query}` });
  return operation === "cancelTask" || operation === "getTaskResults" ? [list, run] : [list];
}

interface Command {
  readonly method: string;

  /** With variables of the shell, if there are any. */
  readonly url: string;

  /** The user name of HTTP Basic authentication. */
  readonly user?: string;
  readonly body?: string;
}

/** Keeps a property of a JSON response in a variable, with what every POSIX system has. */
const keep = (name: string, property: string, command: Command): string =>
  `${variableOf(name)}=$(${curl(command, "-s")} | grep -o '"${property}":"[^"]*"' | head -n 1 | cut -d '"' -f 4)`;

function curl({ body, method, url, user }: Command, ...options: readonly string[]): string {
  return [
    "curl",
    ...options,
    method !== "GET" && !(method === "POST" && body !== undefined) && `-X ${method}`,
    user !== undefined && `-u ${quoted(`${user}:`)}`,
    body !== undefined && `-H 'content-type: application/json' -d ${quoted(body)}`,
    // Everything else in a URL that means something between double quotes is encoded.
    url.includes("$") ? `"${url}"` : quoted(url),
  ]
    .filter((part) => part !== false)
    .join(" ");
}

/** Between single quotes a shell changes nothing; a single quote itself must stand outside of them. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
