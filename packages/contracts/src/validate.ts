/**
 * Checks a value against one schema of a contract and says what is wrong with it.
 *
 * The function returns whether the value is valid, and narrows its type. After a call, `errors` holds all that
 * was wrong with *that* value, or `null`: read it before the next call.
 */
export interface Validate<T> {
  (data: unknown): data is T;
  errors?: ValidationError[] | null;
}

/** One reason why a value is invalid. */
export interface ValidationError {
  /** A JSON pointer to the offending part of the value; empty for the value itself. */
  readonly instancePath: string;

  /** A JSON pointer to the rule that it breaks. */
  readonly schemaPath: string;

  /** The JSON Schema keyword of the rule: `required`, `enum`, `discriminator`, … */
  readonly keyword: string;

  /** Details that depend on the keyword, such as `{ missingProperty: "instruction" }`. */
  readonly params: Readonly<Record<string, unknown>>;

  /** The rule in words, to follow the name of the part: `must be string`. */
  readonly message?: string;
}
