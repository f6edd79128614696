import { copyOf } from "../text/keep-body.ts";
import { fixedBounds } from "../limits.ts";
import { abbreviateText } from "../text/abbreviate.ts";
import type { ReportedViolation } from "../engine/journal.ts";

/**
 * Truncates violations to a size that can be logged and stored, whatever a client sent. A note at the end counts those that
 * are left out. Do not apply it twice: the note would be counted as a violation.
 *
 * @example
 * boundViolations(violations); // at most 101, each of them short
 */
export const boundViolations = (violations: readonly ReportedViolation[]): readonly ReportedViolation[] => {
  // The usual case, and shared: the journal keeps it for thousands of requests.
  if (violations.length === 0) return violations;
  const kept = violations.slice(0, fixedBounds.violations.value).map(shorten);
  const missing = violations.length - kept.length;
  return missing === 0 ? kept : [...kept, remark(missing)];
};

const shorten = ({ location, message, ...rest }: ReportedViolation): ReportedViolation => ({
  location: location
    .slice(0, fixedBounds.locationParts.value)
    .map((part) => cut(part, fixedBounds.locationPartLength.value)),
  ...rest,
  message: cut(message, fixedBounds.messageLength.value),
});

/** Parts of a text may keep all of it in memory, and so may joined texts: hence a copy. */
const cut = (text: string, length: number): string => copyOf(abbreviateText(text, length));

const remark = (missing: number): ReportedViolation => ({
  location: ["request"],
  severity: "Information",
  code: "moreViolations",
  message: `${missing} more are left out.`,
});
