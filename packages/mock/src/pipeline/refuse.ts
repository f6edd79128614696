import type { WriteError } from "./error-response.ts";
import type { Diagnostic, Response } from "./prism.ts";
import type { Resource } from "./resource.ts";
import { howToAuthenticate } from "./validate-security.ts";

/** Violations that are told in the answer itself; the `sl-violations` header has all of them. */
const maxMessages = 3;

/** Statuses that a violation can ask for, the most urgent first. */
const statuses = [401, 413, 415];

/**
 * All other violations: a 400 where that is documented, and a 422 where that is. Where neither is, a contract that
 * somebody else has written gets the 422 that Prism has.
 */
const usualStatus = ({ responses }: Resource["operation"], isForeign: boolean): number => {
  if (Object.hasOwn(responses, "400")) return 400;
  if (Object.hasOwn(responses, "422")) return 422;
  const isDocumented = Object.hasOwn(responses, "4XX") || Object.hasOwn(responses, "default");
  return isForeign && !isDocumented ? 422 : 400;
};

/** How an API refuses. */
interface RefuseOptions {
  /** Whether somebody else has written the contract. */
  readonly isForeign: boolean;
  readonly writeError: WriteError;
}

/** The answer to a request that breaks the contract. */
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
  // Several parts of a schema may forbid the same.
  const different = [...new Set(violations.map(({ message }) => message))];
  const messages = different.slice(0, maxMessages);
  const left = different.length - messages.length;
  return [...messages, ...(left > 0 ? [`${left} more: see the sl-violations header.`] : [])].join(" ");
};
