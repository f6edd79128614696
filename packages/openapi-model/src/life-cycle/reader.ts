import { parsePointer } from "../json-pointer.ts";
import { parseDuration } from "./duration.ts";

/** Called with each problem: its place, below the value that is read, and what is wrong. */
export type Report = (steps: readonly string[], message: string) => void;

/** Reads the parts of a value of unknown structure. Parts of the wrong type are reported, and read as absent. */
export class Reader {
  readonly value: unknown;
  readonly #steps: readonly string[];
  readonly #report: Report;

  constructor(value: unknown, report: Report, steps: readonly string[] = []) {
    this.value = value;
    this.#steps = steps;
    this.#report = report;
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  /** @param expected What would be right, to follow "must be". */
  refuse(expected: string): undefined {
    this.#report(this.#steps, `${this.#name} is ${shown(this.value)}, but must be ${expected}.`);
    return undefined;
  }

  /** The members of an object. Unknown members are rejected. */
  members<Name extends string>(known: readonly Name[]): Record<Name, Reader> {
    const object = this.#object();
    for (const name of Object.keys(object)) {
      if ((known as readonly string[]).includes(name)) continue;
      this.#report([...this.#steps, name], `"${name}" is not known here. Use one of ${known.join(", ")}.`);
    }
    return Object.fromEntries(known.map((name) => [name, this.#member(object, name)])) as Record<
      Name,
      Reader
    >;
  }

  /** The members of an object with arbitrary names. */
  entries(): [string, Reader][] {
    const object = this.#object();
    return Object.keys(object).map((name) => [name, this.#member(object, name)]);
  }

  text(expected = "a text"): string | undefined {
    if (this.isAbsent) return undefined;
    return typeof this.value === "string" && this.value !== "" ? this.value : this.refuse(expected);
  }

  /** One text or a list of texts. */
  texts(): string[] {
    if (this.isAbsent) return [];
    const list = [this.value].flat();
    if (list.length > 0 && list.every((item) => typeof item === "string")) return list;
    this.refuse("a name or a list of names");
    return [];
  }

  number(isRight: (value: number) => boolean, expected: string): number | undefined {
    if (this.isAbsent) return undefined;
    return typeof this.value === "number" && isRight(this.value) ? this.value : this.refuse(expected);
  }

  boolean(): boolean {
    if (this.isAbsent || typeof this.value === "boolean") return this.value === true;
    this.refuse("true or false");
    return false;
  }

  oneOf<Value extends string>(values: readonly Value[]): Value | undefined {
    if (this.isAbsent) return undefined;
    return values.find((value) => value === this.value) ?? this.refuse(values.join(" or "));
  }

  pointer(): readonly string[] | undefined {
    const expected = "a JSON Pointer such as /status";
    const text = this.text(expected);
    if (text === undefined) return undefined;
    return text.startsWith("/") ? parsePointer(text) : this.refuse(expected);
  }

  /** @returns Milliseconds. */
  duration(): number | undefined {
    const expected = "a duration such as PT24H or P7D, without years and months";
    const text = this.text(expected);
    if (text === undefined) return undefined;
    return parseDuration(text) ?? this.refuse(expected);
  }

  pattern(): RegExp | undefined {
    const text = this.text("a regular expression");
    if (text === undefined) return undefined;
    try {
      return new RegExp(text, "u");
    } catch {
      return this.refuse("a regular expression");
    }
  }

  required<T>(value: T | undefined): T | undefined {
    if (this.isAbsent) this.#report(this.#steps, `${this.#name} is missing.`);
    return value;
  }

  #member(object: Readonly<Record<string, unknown>>, name: string): Reader {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return new Reader(value, this.#report, [...this.#steps, name]);
  }

  #object(): Readonly<Record<string, unknown>> {
    if (this.isAbsent) return {};
    if (typeof this.value === "object" && this.value !== null && !Array.isArray(this.value))
      return this.value as Readonly<Record<string, unknown>>;
    this.refuse("an object");
    return {};
  }

  get #name(): string {
    return this.#steps.length === 0 ? "The life cycle" : this.#steps.join(".");
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
