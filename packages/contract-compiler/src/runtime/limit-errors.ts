import type { Validate, ValidationError } from "../validate.ts";

/** The maximum number of errors that a validator lists. */
export const maxErrors = 20;

/** What Ajv compiles: it checks a value, and lists the errors that it found before it stopped. */
interface Compiled {
  (data: unknown): boolean;
  errors?: ValidationError[] | null;
}

/**
 * Creates a validator that lists the first {@link maxErrors} errors of a compiled function, and reports whether there are
 * more.
 *
 * @example
 * const validate = limitErrors(compiled);
 * validate(value) || (validate.moreErrors && "and more");
 */
export function limitErrors(compiled: Compiled): Validate<unknown> {
  const validate: Validate<unknown> = Object.assign(
    (data: unknown): data is unknown => {
      const isValid = compiled(data);
      const errors = isValid ? null : (compiled.errors ?? null);
      validate.moreErrors = errors !== null && errors.length > maxErrors;
      validate.errors = validate.moreErrors ? (errors ?? []).slice(0, maxErrors) : errors;
      return isValid;
    },
    { errors: null, moreErrors: false },
  );
  return validate;
}
