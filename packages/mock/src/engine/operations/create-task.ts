import type { PropertyPlan } from "../../contract/compose.ts";
import type { CreateRole } from "../../contract/roles.ts";
import { evaluate } from "../../contract/runtime-expression.ts";
import type { Account } from "../account.ts";
import type { Behavior } from "../behavior.ts";
import type { EngineRequest } from "../handler.ts";
import type { Ids } from "../ids.ts";
import { read, write } from "../life-cycle/assign.ts";
import { timeFormOf } from "../life-cycle/time-form.ts";
import type { JsonObject, TaskRecord } from "../model.ts";

/** Where a new task comes from. */
export interface NewTask {
  readonly api: string;
  readonly account: Account;
  readonly role: CreateRole;
  readonly request: EngineRequest;
  /** The body of the request, valid and complete. */
  readonly body: JsonObject;
  readonly sequence: number;
}

/** Makes tasks out of requests. */
export class TaskMaker {
  readonly #behavior: Behavior;
  readonly #ids: Ids;
  /** Properties that the life cycle writes: whatever a request says of them, a new task does not have them yet. */
  readonly #managed: ReadonlySet<string>;
  readonly #rules = new WeakMap<PropertyPlan, Rule>();

  constructor(behavior: Behavior, ids: Ids) {
    this.#behavior = behavior;
    this.#ids = ids;
    const { callbacks, modes, transitions } = behavior.lifeCycle;
    const assigned = [...transitions.values(), ...modes].flatMap(({ set }) => set);
    const reported = [...callbacks.values()].flatMap(({ succeeded }) => (succeeded ? [succeeded] : []));
    const written = [...assigned.map(({ target }) => target), ...reported];
    this.#managed = new Set(written.flatMap(([name = ""]) => name));
  }

  /**
   * Makes a task out of a request: it has what the request says of its properties, by their names, and what else it must
   * have. What the contract does not describe is left out.
   */
  make({ api, account, role, request, body, sequence }: NewTask): TaskRecord {
    const { lifeCycle, makeId } = this.#behavior;
    const createdAt = account.now();
    const id = makeId({ ids: this.#ids, time: createdAt, sequence });
    const composed = role.composeTask((property) => this.#ruleOf(property)(property.name, body, createdAt));
    const task = write(composed as JsonObject, lifeCycle.id, id);
    const callbackUrls = urlsBeside(task, role, { ...request, body });
    return {
      api,
      account: account.key,
      id: String(id),
      sequence,
      createdAt,
      type: role.type,
      status: lifeCycle.initial,
      body: task,
      ...(callbackUrls && { hidden: { callbackUrls } }),
    };
  }

  #ruleOf(property: PropertyPlan): Rule {
    const known = this.#rules.get(property) ?? ruleFor(property, this.#managed);
    this.#rules.set(property, known);
    return known;
  }
}

type Rule = (name: string, body: JsonObject, createdAt: number) => unknown;

const unknown: Rule = () => undefined;

const echo: Rule = (name, body) => body[name];

const ruleFor = ({ name, variants }: PropertyPlan, managed: ReadonlySet<string>): Rule => {
  if (managed.has(name)) return unknown;
  if (!isCreationTime(name)) return echo;
  const form = timeFormOf(variants);
  return (_name, _body, createdAt) => form(createdAt);
};

/**
 * Whether a property says when something was created, or changed last, which of a new task is the same.
 *
 * @example
 * isCreationTime("createdAt"); // true
 */
export const isCreationTime = (name: string): boolean =>
  /^(?:(?:date|time)_?)?(?:created?|creation|updated?|modified|last_?(?:updated|modified))(?:_?(?:at|on|time|date|timestamp))?$/i.test(
    name,
  );

/** The URLs of callbacks that the task itself does not show. */
const urlsBeside = (
  task: JsonObject,
  { targets }: CreateRole,
  request: EngineRequest,
): Readonly<Record<string, string>> | undefined => {
  const urls: Record<string, string> = {};
  for (const [callback, { expression, steps }] of targets) {
    if (steps && read(task, steps) !== undefined) continue;
    const url = evaluate(expression, request);
    if (url !== undefined) urls[callback] = url;
  }
  return Object.keys(urls).length > 0 ? urls : undefined;
};
