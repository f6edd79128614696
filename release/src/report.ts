import type { RatedChange } from "./rated-change.ts";
import type { Changes } from "./compare-releases.ts";
import type { Shortfall } from "./find-shortfalls.ts";
import { greatest, isLess } from "./impact.ts";

/** One line for each contract that changed: what its changes come to. */
export const summaryOf = (changes: Changes): string[] =>
  Array.from(changes, ([id, list]) => {
    const most = greatest(list.map(({ impact }) => impact));
    return `${id}: ${list.length} ${list.length === 1 ? "change" : "changes"} since the last release, ${most}`;
  });

/** Names the changes that the pending release does not allow, what they break, and what to do. */
export function reportShortfalls(shortfalls: readonly Shortfall[], changes: Changes): string {
  const [worst] = shortfalls.toSorted(
    (a, b) => Number(isLess(b.planned, a.planned)) - Number(isLess(a.planned, b.planned)),
  );
  if (worst === undefined) return "";
  const { planned, demanded } = worst;
  const blocks = Array.from(changes, ([id, list]) =>
    list.filter(({ impact }) => impact === demanded).map((change) => describe(id, change)),
  ).flat();
  const lesser = [...changes.values()].flat().length - blocks.length;
  const packages = shortfalls.map(({ packageName }) => packageName).join(", ");
  return [
    `The contracts changed by more than the pending changesets say. ${packages}: ${demanded} is demanded, ${planned === "none" ? "nothing" : planned} is pending.`,
    ...blocks,
    ...(lesser > 0 ? [`${lesser} lesser ${lesser === 1 ? "change is" : "changes are"} not listed.`] : []),
    `Run \`pnpm changeset\`, choose ${demanded} for @task-contracts/contracts, and say in a sentence what users must do; the other packages follow.` +
      ` Or take the change back. The record of what was released is openapi/released/; it is not edited by hand.`,
  ].join("\n\n");
}

function describe(id: string, { impact, where, what, component, rule, why }: RatedChange): string {
  const file = component === undefined ? [] : [`  in     openapi/${id}/components/${component}.yaml`];
  const reason = why === undefined ? [] : [`  why    ${why}${rule === undefined ? "" : ` (${rule})`}`];
  return [`${impact}  ${id}: ${what}`, `  where  ${where}`, ...file, ...reason].join("\n");
}
