import type { Validate } from "@task-contracts/contracts";
import { CallbackError, type Violation } from "./callback-error.ts";

/** How many violations a message names. The others are in `violations`. */
const named = 5;

/** How much of a text a message shows, in characters. */
const shown = 60;

/**
 * Checks a body against the contract.
 *
 * @throws CallbackError which says what is wrong
 * @example
 * const payload = checkPayload(validate, body);
 */
export const checkPayload = <T>(validate: Validate<T>, body: unknown): T => {
  if (validate(body)) return body;
  throw invalid(
    (validate.errors ?? []).map(({ instancePath, message = "is not allowed" }) => ({
      path: instancePath,
      message,
      value: valueAt(body, instancePath),
    })),
    validate.moreErrors,
  );
};

/**
 * Makes the error of a body that is not what the contract says.
 *
 * @example
 * throw invalid([{ path: "/task/type", message: "must be known", value: "poem" }]);
 */
export const invalid = (violations: readonly Violation[], hasMore = false): CallbackError => {
  const reasons = violations
    .slice(0, named)
    .map(({ path, message, value }) => `${path || "the body"} ${message}${describe(value)}`);
  const left = violations.length - named;
  const more = left > 0 ? `; and ${hasMore ? "more than " : ""}${left} more` : "";
  return new CallbackError(
    "invalid",
    `The callback is not what the contract says: ${reasons.join("; ")}${more}. See error.violations.`,
    { violations },
  );
};

const describe = (value: unknown): string => {
  if (typeof value === "object" && value !== null) return "";
  const text = JSON.stringify(typeof value === "string" ? value.slice(0, shown) : value) ?? "nothing";
  return `, but is ${text.length > shown ? `${text.slice(0, shown)}…` : text}`;
};

const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (value, part) =>
        (value as Record<string, unknown> | undefined)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")],
      body,
    );
