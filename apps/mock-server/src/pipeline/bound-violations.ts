import { copyOf } from "../engine/keep-body.ts";
import type { ReportedViolation } from "./violation.ts";

/** How many violations of a message are reported, whatever the validators list. */
const maxViolations = 100;

/** How long a sentence may be, in characters. */
const maxMessage = 1000;

/** How deep and how long a location may be. */
const maxParts = 40;
const maxPart = 100;

/**
 * Cuts violations to a size that can be logged and kept, whatever a client sent. A remark at the end counts those that
 * are left out.
 *
 * @example
 * boundViolations(violations); // at most 101, each of them short
 */
export const boundViolations = (violations: readonly ReportedViolation[]): readonly ReportedViolation[] => {
  // Nearly always, and one for all: the journal keeps it for thousands of requests.
  if (violations.length === 0) return violations;
  const kept = violations.slice(0, maxViolations).map(shorten);
  const missing = violations.length - kept.length;
  return missing === 0 ? kept : [...kept, remark(missing)];
};

const shorten = ({ location, message, ...rest }: ReportedViolation): ReportedViolation => ({
  location: location.slice(0, maxParts).map((part) => cut(part, maxPart)),
  ...rest,
  message: cut(message, maxMessage),
});

/** Parts of a text may keep all of it in memory, and so may texts that are joined: hence a copy. */
const cut = (text: string, length: number): string =>
  copyOf(text.length > length ? `${text.slice(0, length)}…` : text);

const remark = (missing: number): ReportedViolation => ({
  location: ["request"],
  severity: "Information",
  code: "moreViolations",
  message: `${missing} more are left out.`,
});
