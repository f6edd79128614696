import type { WriteError } from "./error-response.ts";
import type { Diagnostic, Response } from "./prism.ts";
import type { Resource } from "./resource.ts";
import { howToAuthenticate } from "./validate-security.ts";

/** The number of violations in the response itself; the `sl-violations` header has all of them. */
const maxMessages = 3;

/** Statuses that a violation can cause, the most urgent first. */
const statuses = [401, 413, 415];

/**
 * All other violations: a 400 or a 422, whichever is documented. If neither is, a contract of the user
 * gets Prism's 422.
 */
const usualStatus = ({ responses }: Resource["operation"], isForeign: boolean): number => {
  if (Object.hasOwn(responses, "400")) return 400;
  if (Object.hasOwn(responses, "422")) return 422;
  const isDocumented = Object.hasOwn(responses, "4XX") || Object.hasOwn(responses, "default");
  return isForeign && !isDocumented ? 422 : 400;
};

/** How an API rejects requests. */
interface RefuseOptions {
  /** Whether the contract is the user's own. */
  readonly isForeign: boolean;
  readonly writeError: WriteError;
}

/** The response to a request that violates the contract. */
export const refuse = (
  { operation }: Resource,
  violations: readonly Diagnostic[],
  { isForeign, writeError }: RefuseOptions,
): Response => {
  const status = statuses.find((code) => violations.some((violation) => violation.code === code));
  if (status === undefined) {
    return writeError(operation, {
      status: usualStatus(operation, isForeign),
      message: summarise(violations),
      violations,
    });
  }
  const [{ message, tags = [] }] = violations.filter(({ code }) => code === status) as [Diagnostic];
  if (status !== 401) return writeError(operation, { status, message });
  return writeError(operation, {
    status,
    message,
    hint: howToAuthenticate(operation.security),
    headers: tags.length > 0 ? { "www-authenticate": tags.join(", ") } : {},
  });
};

const summarise = (violations: readonly Diagnostic[]): string => {
  // Several parts of a schema may report the same.
  const different = [...new Set(violations.map(({ message }) => message))];
  const messages = different.slice(0, maxMessages);
  const left = different.length - messages.length;
  return [...messages, ...(left > 0 ? [`${left} more: see the sl-violations header.`] : [])].join(" ");
};
