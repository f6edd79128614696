import type { Validate } from "@task-contracts/contracts";
import { CallbackError, type Violation } from "./callback-error.ts";

/** How many violations a message names. All of them are in `violations`. */
const named = 5;

/**
 * Checks a body against the contract.
 *
 * @throws CallbackError which says all that is wrong
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
  );
};

/**
 * Makes the error of a body that is not what the contract says.
 *
 * @example
 * throw invalid([{ path: "/task/type", message: "must be known", value: "poem" }]);
 */
export const invalid = (violations: readonly Violation[]): CallbackError => {
  const reasons = violations
    .slice(0, named)
    .map(({ path, message, value }) => `${path || "the body"} ${message}${describe(value)}`);
  const more = violations.length > named ? `; and ${violations.length - named} more` : "";
  return new CallbackError(
    "invalid",
    `The callback is not what the contract says: ${reasons.join("; ")}${more}. See error.violations.`,
    { violations },
  );
};

const describe = (value: unknown): string => {
  if (typeof value === "object" && value !== null) return "";
  const text = JSON.stringify(value) ?? "nothing";
  return `, but is ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
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
