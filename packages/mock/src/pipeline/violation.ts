import { DiagnosticSeverity } from "@stoplight/types";
import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { ReportedViolation } from "../engine/journal.ts";
import type { Diagnostic } from "./prism.ts";

/** Node rejects headers above 16 KiB in total, on either side; Prism stops at about 8 KiB as well. */
const maxHeaderLength = 8000;

/**
 * Creates a violation. The code is the violated keyword, or the HTTP status that follows from it.
 *
 * @example
 * violation(["query", "limit"], "minimum", "limit is 0, but must be at least 1.");
 */
export const violation = (
  path: string[],
  code: string | number,
  message: string,
  severity: DiagnosticSeverity = DiagnosticSeverity.Error,
): Diagnostic => ({ path, code, message, severity });

/** The violations if there are any, else the value: the result of Prism's validators. */
export const toEither = <T>(
  violations: readonly Diagnostic[],
  value: T,
): Either<[Diagnostic, ...Diagnostic[]], T> => {
  const [first, ...rest] = violations;
  return first ? left([first, ...rest]) : right(value);
};

/** Warnings and hints do not cause a rejection. */
export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === DiagnosticSeverity.Error;

/** Adds whether the request or the response is at fault. */
export const report = (
  side: "request" | "response",
  { path = [], severity, code, message }: Diagnostic,
): ReportedViolation => ({
  location: [side, ...path],
  severity: DiagnosticSeverity[severity],
  ...(code !== undefined && { code }),
  message,
});

/**
 * A violation as a sentence that is understandable on its own.
 *
 * @example
 * inWords(report("response", violation(["body", "status"], "type", "status is 5, but …"))); // "In the response: status is 5, but …"
 */
export const inWords = ({ location: [side], message }: ReportedViolation): string =>
  side === "response" ? `In the response: ${message}` : message;

/**
 * Writes violations as one line of JSON that any HTTP stack accepts: ASCII, and not too long. It stays valid JSON
 * even when violations have to be left out.
 *
 * @example
 * toHeader([report("request", violation(["query", "limit"], "minimum", "limit is 0, …"))]); // '[{"location":…}]'
 */
export const toHeader = (violations: readonly ReportedViolation[]): string => {
  const lines: string[] = [];
  let length = 0;
  for (const each of violations) {
    const line = toAscii(JSON.stringify(each));
    length += line.length + 1;
    if (length > maxHeaderLength) break;
    lines.push(line);
  }
  const missing = violations.length - lines.length;
  if (missing > 0) lines.push(JSON.stringify(remark(`${missing} more do not fit into this header.`)));
  return `[${lines.join(",")}]`;
};

const remark = (message: string): ReportedViolation => ({ location: [], severity: "Information", message });

const toAscii = (json: string): string =>
  // oxlint-disable-next-line no-control-regex -- everything outside printable ASCII is meant
  json.replaceAll(/[^\u0020-\u007E]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
