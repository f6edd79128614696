import type { Flaw } from "@task-contracts/openapi-model";
import type { Started } from "../start-mock-server.ts";
import { commandLine } from "./command-line.ts";

/**
 * What was understood of contracts that nobody here has written, in a line each, for the banner.
 *
 * @example
 * notesOf(started); // ["assembly: transcript lives (queued → processing → completed)"]
 */
export const notesOf = ({ engine, flaws }: Pick<Started, "engine" | "flaws">): string[] =>
  [...flaws].flatMap(([id, found]) => {
    const behaviors = engine.apis.get(id)?.behaviors ?? [];
    const lines = behaviors.map(({ lifeCycle, resource }) => {
      const states = [...lifeCycle.states.keys()].join(", ");
      return `${id}: ${resource} ${lifeCycle.status.length > 0 ? `lives (${states})` : "is created, read and deleted"}`;
    });
    if (lines.length === 0) lines.push(`${id}: nothing lives, all operations respond with examples`);
    lines.push(...flawsOf(id, found));
    return lines;
  });

/** Few are told of, and of many where to read them. */
const flawsOf = (id: string, flaws: readonly Flaw[]): string[] =>
  flaws.length > 3
    ? [`${id}: ${flaws.length} flaws were worked around; ${commandLine} explain lists them`]
    : flaws.map(({ message, pointer }) => `${id}: ${message} (${pointer})`);
