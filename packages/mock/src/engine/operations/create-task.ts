import { traceOf } from "../trace-context.ts";
import type { SchemaObject } from "@task-contracts/openapi-model";
import type { Composer, PropertyPlan } from "../../contract/compose.ts";
import { isOfType } from "../../contract/property-meaning.ts";
import type { CreateRole } from "../../contract/roles.ts";
import { evaluate } from "../../contract/runtime-expression.ts";
import type { Account } from "../account.ts";
import type { Behavior } from "../behavior.ts";
import type { EngineRequest } from "../handler.ts";
import type { Ids } from "../ids.ts";
import { bareName } from "../../text/bare-name.ts";
import { read, write } from "../life-cycle/assign.ts";
import { isCreationTime } from "./creation-time.ts";
import { timeFormOf } from "../life-cycle/time-form.ts";
import type { JsonObject, TaskRecord } from "../model.ts";

/** The origin of a new task. */
export interface NewTask {
  readonly api: string;
  readonly account: Account;
  readonly role: CreateRole;
  readonly request: EngineRequest;
  /** The body of the request, valid and complete. */
  readonly body: JsonObject;
  readonly sequence: number;
  /** Names of properties that have another meaning in the request than in the task. */
  readonly unfit?: ReadonlySet<string>;
}

/** Creates tasks from requests. */
export class TaskMaker {
  readonly #behavior: Behavior;
  readonly #ids: Ids;
  /** Properties that the life cycle writes: a new task does not have them yet, whatever the request contains. */
  readonly #managed: ReadonlySet<string>;
  readonly #rules = new WeakMap<PropertyPlan, Rule>();
  /** Those beside which others create tasks of the same type. */
  readonly #ambiguous: ReadonlySet<CreateRole>;

  constructor(behavior: Behavior, ids: Ids) {
    this.#behavior = behavior;
    this.#ids = ids;
    const creators = [...behavior.roles.values()].filter((role) => role.kind === "create");
    this.#ambiguous = new Set(
      [...Map.groupBy(creators, ({ type }) => type).values()].filter((same) => same.length > 1).flat(),
    );
    const { callbacks, modes, transitions } = behavior.lifeCycle;
    const assigned = [...transitions.values(), ...modes].flatMap(({ set }) => set);
    const reported = [...callbacks.values()].flatMap(({ succeeded }) => (succeeded ? [succeeded] : []));
    const written = [...assigned.map(({ target }) => target), ...reported];
    this.#managed = new Set(written.flatMap(([name = ""]) => name));
  }

  /**
   * Creates a task from a request: with the properties of the request, by their names, and all other required ones.
   * What the contract does not describe is left out.
   */
  make({ api, account, role, request, body, sequence, unfit }: NewTask): TaskRecord {
    const { lifeCycle, linkToMock, makeId } = this.#behavior;
    const createdAt = account.now();
    const id = makeId({ ids: this.#ids, time: createdAt, sequence });
    const above = parentsByName(role, request);
    const idName = lifeCycle.id.length === 1 ? lifeCycle.id[0] : undefined;
    const composed = role.composeTask((property) => {
      if (property.depth === 0 && property.name === idName) return id;
      if (unfit?.has(property.name)) return undefined;
      const known = this.#ruleOf(property)(property.name, body, createdAt);
      return known === undefined && above ? fromPath(property, above) : known;
    });
    const task = write(composed as JsonObject, lifeCycle.id, id);
    const callbackUrls = urlsBeside(task, role, request, completed(request, role, body));
    const parents = parentsIn(role, request);
    const createdBy = this.#ambiguous.has(role) ? role.operationId : undefined;
    const traceparent = traceOf(request.headers);
    const hidden = {
      ...(traceparent !== undefined && { traceparent }),
      ...(callbackUrls && { callbackUrls }),
      ...(parents && { parents }),
      ...(createdBy !== undefined && { createdBy }),
      ...(linkToMock && { base: request.base }),
    };
    return {
      api,
      account: account.key,
      id: String(id),
      sequence,
      createdAt,
      type: role.type,
      status: lifeCycle.initial,
      body: linkToMock ? linked(linkToMock, task, body, { hidden, id: String(id) }) : task,
      ...(Object.keys(hidden).length > 0 && { hidden }),
    };
  }

  /** The body of a task after an update: the properties of the request, and the time of the update. */
  edit({ body }: TaskRecord, sent: JsonObject, { compose, isReplaced, now }: Edit): JsonObject {
    const { id, status } = this.#behavior.lifeCycle;
    const own = new Set([...this.#managed, id[0], status[0]]);
    const said = Object.fromEntries(
      Object.entries(sent).filter(
        ([name]) =>
          !own.has(name) &&
          this.#behavior.properties.has(name) &&
          !this.#behavior.variantsAt([name]).some(isOneWay),
      ),
    );
    const kept = isReplaced && compose ? this.#keptOf(body, own, compose) : body;
    const changed: JsonObject = { ...kept, ...said };
    for (const name of Object.keys(changed)) if (isChangeTime(name)) changed[name] = this.#timeOf(name, now);
    return changed;
  }

  /** The parts of a replaced task that a request cannot contain, and the required ones. */
  #keptOf(body: JsonObject, own: ReadonlySet<string | undefined>, compose: Composer): JsonObject {
    return compose(({ isRequired, name, variants }) => {
      const isNeeded = isRequired && !isOfType(variants, "null");
      return own.has(name) || isNeeded || isCreationTime(name) ? body[name] : undefined;
    }) as JsonObject;
  }

  #timeOf(name: string, now: number): string | number {
    return timeFormOf(this.#behavior.variantsAt([name]))(now);
  }

  #ruleOf(property: PropertyPlan): Rule {
    let rule = this.#rules.get(property);
    if (!rule) this.#rules.set(property, (rule = ruleFor(property, this.#managed)));
    return rule;
  }
}

/** A task whose own URLs lead to the mock. What the client has said of it stays as it is. */
const linked = (
  link: NonNullable<Behavior["linkToMock"]>,
  task: JsonObject,
  said: JsonObject,
  found: Pick<TaskRecord, "hidden" | "id">,
): JsonObject =>
  Object.fromEntries(
    Object.entries(task).map(([name, value]) => [
      name,
      Object.hasOwn(said, name) ? value : link(value, found),
    ]),
  );

/** How a task is changed. */
export interface Edit {
  readonly isReplaced: boolean;
  readonly now: number;
  readonly compose?: Composer | undefined;
}

/** Whether a property is the time of the last change. */
const isChangeTime = (name: string): boolean =>
  /^(?:last_?)?(?:updated?|modified)_?(?:at|on|time|date|timestamp)?$/i.test(name) && isCreationTime(name);

/** What the path names besides the task, by bare names. Undefined if that is nothing. */
const parentsByName = (
  { parents }: CreateRole,
  { params }: EngineRequest,
): ReadonlyMap<string, unknown> | undefined =>
  parents.length === 0 ? undefined : new Map(parents.map((name) => [bareName(name), params[name]]));

/** What the path says of what a new task belongs to: `project_id` of `/projects/{projectId}/documents`. */
const fromPath = ({ name, variants }: PropertyPlan, above: ReadonlyMap<string, unknown>): unknown => {
  const value = above.get(bareName(name));
  if (typeof value !== "string") return undefined;
  return isOfType(variants, "string") ? value : Number(value);
};

/** The parents of a new task: those in the path of the request. */
const parentsIn = ({ parents }: CreateRole, { params }: EngineRequest): Record<string, string> | undefined =>
  parents.length === 0 ? undefined : Object.fromEntries(parents.map((name) => [name, String(params[name])]));

type Rule = (name: string, body: JsonObject, createdAt: number) => unknown;

const unknown: Rule = () => undefined;

const echo: Rule = (name, body) => (Object.hasOwn(body, name) ? body[name] : undefined);

/** A value of one type, where the property has only another, has a different meaning there. */
const echoOfType =
  (types: ReadonlySet<string>): Rule =>
  (name, body) => {
    const value = echo(name, body, 0);
    return types.has(typeOf(value)) || (types.has("integer") && Number.isInteger(value)) ? value : undefined;
  };

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
};

/** Whether a property is only for responses, or only for requests: its value in a request is never shown. */
const isOneWay = ({ readOnly, writeOnly }: SchemaObject): boolean => readOnly === true || writeOnly === true;

const ruleFor = ({ name, variants }: PropertyPlan, managed: ReadonlySet<string>): Rule => {
  if (managed.has(name)) return unknown;
  const types = new Set(variants.flatMap(({ type = [] }) => type));
  const isTime = isCreationTime(name) && (types.has("string") || types.has("integer") || types.has("number"));
  if (!isTime && variants.some(isOneWay)) return unknown;
  if (!isTime) return types.size > 0 ? echoOfType(types) : echo;
  const form = timeFormOf(variants);
  return (_name, _body, createdAt) => form(createdAt);
};

/** The body of the request, with the properties of the task completed. */
const completed = (request: EngineRequest, { requestSteps = [] }: CreateRole, body: JsonObject): JsonObject =>
  requestSteps.length === 0 ? body : write(Object(request.body) as JsonObject, requestSteps, body);

/** The URLs of callbacks that the task itself does not show; null where it shows one that was not in the request. */
const urlsBeside = (
  task: JsonObject,
  { targets }: CreateRole,
  request: EngineRequest,
  body: JsonObject,
): Readonly<Record<string, string | null>> | undefined => {
  const urls: Record<string, string | null> = {};
  for (const [callback, { expression, steps }] of targets) {
    const shown = steps && read(task, steps);
    const sent = steps ? read(body, steps) : evaluate(expression, { ...request, body, response: task });
    if (shown !== undefined && shown === sent) continue;
    if (typeof sent === "string") urls[callback] = sent;
    else if (shown !== undefined) urls[callback] = null;
  }
  return Object.keys(urls).length > 0 ? urls : undefined;
};
