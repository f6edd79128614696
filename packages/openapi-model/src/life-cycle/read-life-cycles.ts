import type { OpenApiDocument } from "../document.ts";
import { checkLifeCycle, checkReachable } from "./check-life-cycle.ts";
import { type LifeCycles, parseDeclarations, toLifeCycles } from "./parse-life-cycles.ts";

/** How strictly life cycles are checked. */
export interface LifeCycleOptions {
  /** Whether states without a transition to them are accepted, as in descriptions that others maintain. */
  readonly mayBeUnreachable?: boolean;
}

/**
 * Reads and checks the life cycles that a document declares on its component schemas.
 *
 * @example
 * const { lifeCycles, problems } = readLifeCycles(document);
 */
export function readLifeCycles(
  document: OpenApiDocument,
  { mayBeUnreachable = false }: LifeCycleOptions = {},
): LifeCycles {
  const declarations = parseDeclarations(document);
  for (const { lifeCycle, report } of declarations) {
    if (!lifeCycle) continue;
    checkLifeCycle(document, lifeCycle, report);
    if (!mayBeUnreachable) checkReachable(lifeCycle, report);
  }
  return toLifeCycles(declarations);
}
