import type { OpenApiDocument, SchemaObject } from "../document.ts";
import { formatPointer } from "../json-pointer.ts";
import { listOperations, type Operation } from "../operations.ts";
import { schemasAt } from "../schema-at.ts";
import { type Assignment, type Delay, type LifeCycle, standardWebhooks } from "./life-cycle.ts";
import type { Report } from "./reader.ts";

/** Checks a declaration against its document: everything that it names must exist and be reachable. */
export function checkLifeCycle(document: OpenApiDocument, lifeCycle: LifeCycle, report: Report): void {
  const operations = listOperations(document);
  const schema = document.components?.schemas?.[lifeCycle.schema];
  const at = (steps: readonly string[]): SchemaObject[] => schemasAt(document, schema, steps);

  const requirePointer = (place: readonly string[], pointer: readonly string[]): void => {
    if (at(pointer).length > 0) return;
    report(
      place,
      `${formatPointer(pointer)} is no property of ${lifeCycle.schema}. Describe it, or correct the pointer.`,
    );
  };
  const requireName = (
    place: readonly string[],
    name: string,
    known: Iterable<string>,
    what: string,
  ): void => {
    const names = [...known];
    if (names.includes(name)) return;
    const hint = names.length > 0 ? `Use one of ${names.join(", ")}.` : `There are none.`;
    report(place, `"${name}" is no ${what}. ${hint}`);
  };
  const checkSet = (place: readonly string[], set: readonly Assignment[]): void => {
    for (const { target, value } of set) {
      const pointer = formatPointer(target);
      requirePointer([...place, pointer], target);
      if (value.kind === "secondsSince") requirePointer([...place, pointer, "secondsSince"], value.since);
    }
  };
  const checkDelay = (place: readonly string[], delay: Delay | undefined): void => {
    if (delay && "of" in delay) requirePointer([...place, "of"], delay.of);
  };

  requirePointer(["id"], lifeCycle.id);
  requirePointer(["status"], lifeCycle.status);
  checkStatusValues(lifeCycle, at(lifeCycle.status), report);

  for (const [name, transition] of lifeCycle.transitions) {
    const place = ["transitions", name];
    for (const state of transition.from)
      requireName([...place, "from"], state, lifeCycle.states.keys(), "state");
    requireName([...place, "to"], transition.to, lifeCycle.states.keys(), "state");
    for (const id of transition.by)
      requireName(
        [...place, "by"],
        id,
        operations.map((it) => it.id),
        "operation",
      );
    checkOtherwise(place, transition.by, transition.otherwise, operations, report);
    checkDelay([...place, "after"], transition.after);
    checkSet([...place, "set"], transition.set);
  }

  const described = operations.flatMap((operation) => operation.callbacks);
  const callbacks = new Set(described.map(({ name }) => name));
  for (const [name, { on, signature, succeeded }] of lifeCycle.callbacks) {
    if (signature !== undefined && signature !== standardWebhooks) {
      const headers = described
        .filter((callback) => callback.name === name)
        .flatMap(({ parameters }) => parameters.filter((parameter) => parameter.in === "header"));
      const place = ["callbacks", name, "signature", "header"];
      requireName(
        place,
        signature.header,
        new Set(headers.map((header) => header.name)),
        "header of the callback",
      );
    }
    if (succeeded) requirePointer(["callbacks", name, "succeeded"], succeeded);
    requireName(["callbacks", name], name, callbacks, "callback of an operation");
    for (const transition of on)
      requireName(["callbacks", name, "on"], transition, lifeCycle.transitions.keys(), "transition");
  }
  for (const mode of lifeCycle.modes) {
    const place = ["modes", mode.name];
    checkSet([...place, "set"], mode.set);
    for (const [transition, delay] of mode.after) {
      requireName([...place, "after", transition], transition, lifeCycle.transitions.keys(), "transition");
      checkDelay([...place, "after", transition], delay);
    }
  }
}

/** The states must be exactly the values that the status can have. */
function checkStatusValues(lifeCycle: LifeCycle, schemas: readonly SchemaObject[], report: Report): void {
  const values = new Set(
    schemas.flatMap(({ enum: list = [], const: only }) => [...list, ...[only ?? []].flat()]),
  );
  if (values.size === 0) return;
  for (const state of lifeCycle.states.keys()) {
    if (!values.has(state))
      report(
        ["states", state],
        `"${state}" is no value of ${formatPointer(lifeCycle.status)}. Use one of ${[...values].join(", ")}.`,
      );
  }
  for (const value of values) {
    if (!lifeCycle.states.has(String(value)))
      report(
        ["states"],
        `states lacks "${String(value)}", which is a value of ${formatPointer(lifeCycle.status)}.`,
      );
  }
}

/** Every state can be reached, and every transition can happen. */
export function checkReachable({ initial, states, transitions }: LifeCycle, report: Report): void {
  const reached = new Set([initial]);
  for (const state of reached) {
    for (const { from, to } of transitions.values()) if (from.includes(state)) reached.add(to);
  }
  for (const state of states.keys()) {
    if (!reached.has(state))
      report(
        ["states", state],
        `No transition leads from "${initial}" to "${state}". Add one, or remove the state.`,
      );
  }
}

function checkOtherwise(
  place: readonly string[],
  by: readonly string[],
  otherwise: number | undefined,
  operations: readonly Operation[],
  report: Report,
): void {
  if (otherwise === undefined) return;
  if (by.length === 0) {
    report(
      [...place, "otherwise"],
      "otherwise is the response to an operation, but no operation is named under `by`.",
    );
  }
  for (const { id, responses } of operations.filter((operation) => by.includes(operation.id))) {
    const documented = [String(otherwise), `${String(otherwise)[0]}XX`, "default"].some(
      (status) => status in responses,
    );
    if (!documented)
      report(
        [...place, "otherwise"],
        `${id} documents no response with the status ${otherwise}. Document it, or use one that is documented.`,
      );
  }
}
