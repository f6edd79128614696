import type { OpenApiDocument } from "../document.ts";
import { checkLifeCycle, checkReachable } from "./check-life-cycle.ts";
import type { LifeCycle, LifeCycleProblem } from "./life-cycle.ts";
import { readLifeCycle } from "./read-life-cycle.ts";
import type { Report } from "./reader.ts";

/** The name of the extension. It is on the schema of a task. */
export const lifeCycleKeyword = "x-task-lifecycle";

/** The declarations of a document, and their problems. A declaration with a problem is not among the life cycles. */
export interface LifeCycles {
  readonly lifeCycles: readonly LifeCycle[];
  readonly problems: readonly LifeCycleProblem[];
}

/** How strictly life cycles are checked. */
export interface LifeCycleOptions {
  /** Whether states without a transition to them are accepted, as in descriptions that others maintain. */
  readonly mayBeUnreachable?: boolean;
  /** Whether the document was checked before. What the life cycles name is then not looked up in it. */
  readonly isChecked?: boolean;
}

/**
 * Reads and checks the life cycles that a document declares on its component schemas.
 *
 * @example
 * const { lifeCycles, problems } = readLifeCycles(document);
 */
export function readLifeCycles(
  document: OpenApiDocument,
  { isChecked = false, mayBeUnreachable = false }: LifeCycleOptions = {},
): LifeCycles {
  const lifeCycles: LifeCycle[] = [];
  const problems: LifeCycleProblem[] = [];
  for (const [schema, definition] of Object.entries(document.components?.schemas ?? {})) {
    const declaration = Object(definition) as Record<string, unknown>;
    if (!Object.hasOwn(declaration, lifeCycleKeyword)) continue;
    const place = ["components", "schemas", schema, lifeCycleKeyword];
    const found: LifeCycleProblem[] = [];
    const lifeCycle = readLifeCycle(schema, declaration[lifeCycleKeyword], (steps, message) =>
      found.push({ steps: [...place, ...steps], message }),
    );
    if (lifeCycle && !isChecked) {
      const report: Report = (steps, message) => found.push({ steps: [...place, ...steps], message });
      checkLifeCycle(document, lifeCycle, report);
      if (!mayBeUnreachable) checkReachable(lifeCycle, report);
    }
    problems.push(...found);
    if (lifeCycle && found.length === 0) lifeCycles.push(lifeCycle);
  }
  return { lifeCycles, problems };
}
