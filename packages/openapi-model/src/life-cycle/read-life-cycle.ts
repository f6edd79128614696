import { parsePointer } from "../json-pointer.ts";
import {
  type AssignedValue,
  type Assignment,
  type CallbackRule,
  type Delay,
  type LifeCycle,
  type Mode,
  outcomes,
  type RetryRule,
  type Signature,
  signatureEncodings,
  standardWebhooks,
  type State,
  type Transition,
} from "./life-cycle.ts";
import { Reader, type Report } from "./reader.ts";

/** The default ratio of each delay between attempts to the previous one. */
const usualGrowth = 1.5;

/**
 * Parses the structure of a declaration.
 *
 * @returns Undefined if it is too defective for further checks.
 */
export function readLifeCycle(schema: string, declaration: unknown, report: Report): LifeCycle | undefined {
  let isReadable = true;
  const parts = new Reader(declaration, (steps, message) => {
    isReadable = false;
    report(steps, message);
  }).members(["id", "status", "states", "transitions", "callbacks", "modes"]);
  const states = parts.states.required(parts.states.entries()) ?? [];
  const initial = states.filter(([, state]) => Object(state.value)["initial"] === true);
  if (!parts.states.isAbsent && initial.length !== 1) {
    report(
      ["states"],
      `states has ${initial.length} initial states, but must have one: give it \`initial: true\`.`,
    );
    isReadable = false;
  }
  const lifeCycle: LifeCycle = {
    schema,
    id: parts.id.required(parts.id.pointer()) ?? [],
    status: parts.status.required(parts.status.pointer()) ?? [],
    initial: initial[0]?.[0] ?? "",
    states: new Map(states.map(([name, state]) => [name, readState(state)])),
    transitions: readAll(parts.transitions, readTransition),
    callbacks: readAll(parts.callbacks, readCallback),
    modes: parts.modes.entries().map(([name, mode]) => readMode(name, mode)),
  };
  return isReadable ? lifeCycle : undefined;
}

function readAll<T>(reader: Reader, read: (part: Reader) => T): ReadonlyMap<string, T> {
  return new Map(reader.entries().map(([name, part]) => [name, read(part)]));
}

function readState(reader: Reader): State {
  const { initial, outcome } = reader.members(["initial", "outcome"]);
  initial.boolean();
  const ended = outcome.oneOf(outcomes);
  return ended === undefined ? {} : { outcome: ended };
}

function readTransition(reader: Reader): Transition {
  const { from, to, by, after, otherwise, set } = reader.members([
    "from",
    "to",
    "by",
    "after",
    "otherwise",
    "set",
  ]);
  const delay = readDelay(after);
  const status = otherwise.number(
    (value) => Number.isInteger(value) && value >= 400 && value <= 599,
    "a status from 400 to 599",
  );
  return {
    from: from.required(from.texts()) ?? [],
    to: to.required(to.text("the name of a state")) ?? "",
    by: by.texts(),
    ...(delay && { after: delay }),
    ...(status !== undefined && { otherwise: status }),
    set: readAssignments(set),
  };
}

/** `PT1H`, or `{ of: /urgency, values: { day: PT24H }, otherwise: PT1H }`. */
function readDelay(reader: Reader): Delay | undefined {
  if (reader.isAbsent) return undefined;
  if (typeof reader.value === "string") {
    const fixed = reader.duration();
    return fixed === undefined ? undefined : { fixed };
  }
  const { of, values, otherwise } = reader.members(["of", "values", "otherwise"]);
  const durations = values
    .required(values.entries())
    ?.map(([name, value]): [string, number] => [name, value.duration() ?? 0]);
  return {
    of: of.required(of.pointer()) ?? [],
    values: new Map(durations),
    otherwise: otherwise.required(otherwise.duration()) ?? 0,
  };
}

function readAssignments(reader: Reader): Assignment[] {
  return reader.entries().map(([pointer, value]) => {
    if (!pointer.startsWith("/")) value.refuse("under a JSON Pointer such as /completed_at");
    return { target: parsePointer(pointer), value: readValue(value) };
  });
}

const words = ["now", "result", "absent"] as const;

/** `now`, `result`, `absent`, `{ constant: … }` or `{ secondsSince: /started_at }`. */
function readValue(reader: Reader): AssignedValue {
  const word = words.find((candidate) => candidate === reader.value);
  if (word) return { kind: word };
  const object = Object(reader.value) as Record<string, unknown>;
  if (Object.hasOwn(object, "constant")) {
    reader.members(["constant"]);
    return { kind: "constant", constant: object["constant"] };
  }
  if (Object.hasOwn(object, "secondsSince")) {
    const since = reader.members(["secondsSince"]).secondsSince.pointer();
    return { kind: "secondsSince", since: since ?? [] };
  }
  reader.refuse("now, result, absent, { constant: … } or { secondsSince: /started_at }");
  return { kind: "absent" };
}

function readCallback(reader: Reader): CallbackRule {
  const { on, retry, signature, succeeded } = reader.members(["on", "retry", "signature", "succeeded"]);
  const pointer = succeeded.pointer();
  return {
    on: on.required(on.texts()) ?? [],
    retry: readRetry(retry),
    ...(pointer && { succeeded: pointer }),
    ...(!signature.isAbsent && { signature: readSignature(signature) }),
  };
}

function readSignature(reader: Reader): Signature {
  if (typeof reader.value === "string") return reader.oneOf([standardWebhooks]) ?? standardWebhooks;
  const { header, encoding, prefix } = reader.members(["header", "encoding", "prefix"]);
  return {
    header: header.required(header.text("the name of a header")) ?? "",
    encoding: encoding.oneOf(signatureEncodings) ?? "hex",
    prefix: prefix.text() ?? "",
  };
}

function readRetry(reader: Reader): RetryRule {
  if (reader.isAbsent) return { times: 0, within: 0, growth: usualGrowth };
  const { times, within, growth } = reader.members(["times", "within", "growth"]);
  return {
    times:
      times.required(times.number((value) => Number.isInteger(value) && value >= 0, "a whole number")) ?? 0,
    within: within.required(within.duration()) ?? 0,
    growth: growth.number((value) => value > 1, "a number above 1") ?? usualGrowth,
  };
}

function readMode(name: string, reader: Reader): Mode {
  const { credential, set, after, manual } = reader.members(["credential", "set", "after", "manual"]);
  const pattern = credential.pattern();
  return {
    name,
    ...(pattern && { credential: pattern }),
    set: readAssignments(set),
    after: new Map(
      after.entries().flatMap(([transition, delay]): [string, Delay][] => {
        const read = readDelay(delay);
        return read ? [[transition, read]] : [];
      }),
    ),
    manual: manual.boolean(),
  };
}
