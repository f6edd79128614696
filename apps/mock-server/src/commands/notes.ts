import type { Flaw } from "@task-contracts/openapi-model";
import type { Started } from "../start-mock-server.ts";
import { commandLine } from "./command-line.ts";

/**
 * A summary of what was inferred from contracts of the user, one line each, for the banner.
 *
 * @example
 * notesOf(started); // ["assembly: transcript has the states queued, processing, completed"]
 */
export const notesOf = ({ engine, flaws }: Pick<Started, "engine" | "flaws">): string[] =>
  [...flaws].flatMap(([id, found]) => {
    const behaviors = engine.apis.get(id)?.behaviors ?? [];
    const lines = behaviors.map(({ lifeCycle, resource }) => {
      const states = [...lifeCycle.states.keys()].join(", ");
      return `${id}: ${resource} ${lifeCycle.status.length > 0 ? `has the states ${states}` : "is created, read and deleted"}`;
    });
    if (lines.length === 0) lines.push(`${id}: no resources, all operations respond with examples`);
    lines.push(...flawsOf(id, found));
    return lines;
  });

/** A few flaws are printed; for many, only how to list them. */
const flawsOf = (id: string, flaws: readonly Flaw[]): string[] =>
  flaws.length > 3
    ? [`${id}: ${flaws.length} flaws were worked around; ${commandLine} explain lists them`]
    : flaws.map(({ message, pointer }) => `${id}: ${message} (${pointer})`);
