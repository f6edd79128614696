/**
 * Checks a value against one schema of a contract and reports what is wrong with it.
 *
 * The function returns whether the value is valid, and narrows its type. After a call, `errors` and `moreErrors`
 * are about *that* value: read them before the next call.
 */
export interface Validate<T> {
  (data: unknown): data is T;

  /** What is wrong with the value, at most 20 errors, or `null` if it is valid. */
  errors?: ValidationError[] | null;

  /** Whether there are more errors than `errors` lists. A check stops early, and never counts the rest. */
  moreErrors?: boolean;
}

/** One reason why a value is invalid. */
export interface ValidationError {
  /** A JSON pointer to the invalid part of the value; empty for the value itself. */
  readonly instancePath: string;

  /** A JSON pointer to the violated rule. */
  readonly schemaPath: string;

  /** The JSON Schema keyword of the rule: `required`, `enum`, `discriminator`, … */
  readonly keyword: string;

  /** Details that depend on the keyword, such as `{ missingProperty: "instruction" }`. */
  readonly params: Readonly<Record<string, unknown>>;

  /** The rule in words, to follow the name of the part: `must be string`. */
  readonly message?: string;
}
