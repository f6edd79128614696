import type { OpenApiDocument } from "../document.ts";
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

/** A declaration, as far as it is readable. */
export interface Declaration {
  readonly lifeCycle: LifeCycle | undefined;
  readonly problems: readonly LifeCycleProblem[];
  /** Adds a problem. */
  readonly report: Report;
}

/**
 * Reads the life cycles that a document declares on its component schemas. What they name is not looked up in the document:
 * for documents that were checked before.
 *
 * @example
 * const { lifeCycles, problems } = parseLifeCycles(document);
 */
export function parseLifeCycles(document: OpenApiDocument): LifeCycles {
  return toLifeCycles(parseDeclarations(document));
}

/** Parses the declarations on the component schemas of a document. */
export function parseDeclarations(document: OpenApiDocument): Declaration[] {
  return Object.entries(document.components?.schemas ?? {}).flatMap(([schema, definition]) => {
    const declaration = Object(definition) as Record<string, unknown>;
    if (!Object.hasOwn(declaration, lifeCycleKeyword)) return [];
    const problems: LifeCycleProblem[] = [];
    const report: Report = (steps, message) => {
      problems.push({ steps: ["components", "schemas", schema, lifeCycleKeyword, ...steps], message });
    };
    return [{ lifeCycle: readLifeCycle(schema, declaration[lifeCycleKeyword], report), problems, report }];
  });
}

/** Separates the life cycles without a problem from the problems. */
export function toLifeCycles(declarations: readonly Declaration[]): LifeCycles {
  return {
    lifeCycles: declarations.flatMap(({ lifeCycle, problems }) =>
      lifeCycle && problems.length === 0 ? [lifeCycle] : [],
    ),
    problems: declarations.flatMap(({ problems }) => problems),
  };
}
