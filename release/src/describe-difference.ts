import { type OpenApiDocument, parsePointer, valueAt } from "@task-contracts/openapi-model";
import type { Difference } from "@task-contracts/openapi-model/redocly";
import type { RatedChange } from "./rated-change.ts";
import { judge } from "./judge.ts";
import { placeOf } from "./place.ts";
import type { Contracts } from "./rule.ts";
import { isNode } from "./node.ts";

/** Rates a difference, and puts it into words. */
export function describeDifference(difference: Difference, contracts: Contracts): RatedChange {
  const { kind, path, base, revision } = difference;
  const contract = kind === "removed" ? contracts.base : contracts.revision;
  const component = /^#\/components\/(\w+\/[^/]+)/.exec((base ?? revision)?.pointer ?? "")?.[1];
  return {
    ...judge(difference, contracts),
    where: placeOf(path, contract),
    what: difference.verdicts[0]?.message ?? sentenceFor(difference, contract),
    ...(component !== undefined && { component }),
  };
}

function sentenceFor(difference: Difference, contract: OpenApiDocument): string {
  const { kind, property, base, revision } = difference;
  const name = nameOf(difference, contract);
  if (kind !== "modified") return `${name} was ${kind}.`;
  if (property === undefined || /^(?:description|summary|title|examples?)$/.test(property))
    return `${name} was reworded.`;
  if (property === "key") return `${name} took the place of \`${String(base?.value)}\`.`;
  return `\`${property}\` of ${lowerFirst(name)} was ${short(base?.value)} and is ${short(revision?.value)}.`;
}

/** What the difference is about, such as "Property `task_id`". */
function nameOf({ typeName, path }: Difference, contract: OpenApiDocument): string {
  const steps = parsePointer(path);
  const last = steps.at(-1) ?? "";
  if (steps.at(-2) === "properties") return `Property \`${last}\``;
  const kind = typeName.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  const value = valueAt(contract, steps);
  const called = isNode(value) ? (value["operationId"] ?? value["name"] ?? value["title"]) : undefined;
  const name = typeof called === "string" ? called : last;
  return /^(?:\d+|schema)$/.test(name) || name === "" ? kind : `${kind} \`${name}\``;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A value, as long as a line allows. */
function short(value: unknown): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return `\`${text.length > 80 ? `${text.slice(0, 79)}…` : text}\``;
}
