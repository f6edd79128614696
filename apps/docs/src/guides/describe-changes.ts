import type { Api } from "../contract/load-api.ts";
import { operationLink } from "../markdown/links.ts";
import type { ApiChange } from "./change-table.ts";
import { namesOf, sentencesFor } from "./difference-words.ts";
import { placeOf } from "./place-of.ts";
import type { Difference } from "@task-contracts/openapi-model/redocly";

/**
 * Puts the differences between two APIs into words that matter to an app. The wording of the contracts, examples and
 * the inside of what is new are left out.
 *
 * @param after The later API, whose reference is linked to.
 */
export function describeChanges(differences: readonly Difference[], before: Api, after: Api): ApiChange[] {
  const changes = [
    ...renamedPaths(before, after),
    ...differences.flatMap((difference) => describe(difference, after)),
  ];
  // A schema that several places share is reported for each of them.
  return [...new Map(changes.map((change) => [`${change.where} ${change.what}`, change])).values()];
}

function describe(difference: Difference, api: Api): ApiChange[] {
  const { kind, impact } = difference;
  const place = placeOf(difference.path, api);
  if (place === undefined) return [];
  const isBreaking = impact === "major" || kind === "removed";
  if (difference.typeName === "PathItem") {
    return [{ where: "Operations", kind: "New", what: operationLink(api, place.operation), isBreaking }];
  }
  const where = `${operationLink(api, place.operation)}${place.part}`;
  if (kind !== "modified") {
    return namesOf(difference, place).map((what) => ({
      where,
      kind: kind === "added" ? "New" : "Gone",
      what,
      isBreaking,
    }));
  }
  return sentencesFor(difference, place).map(({ what, isBreaking: breaks }) => ({
    where,
    what,
    isBreaking: breaks,
  }));
}

function renamedPaths(before: Api, after: Api): ApiChange[] {
  return after.operations.flatMap((operation) => {
    const old = before.operations.find(({ id }) => id === operation.id);
    if (old === undefined || old.path === operation.path) return [];
    const what = `The path \`${old.path}\` becomes \`${operation.path}\`.`;
    return [{ where: `${operationLink(after, operation)}, request`, what, isBreaking: true }];
  });
}
