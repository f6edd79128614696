import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { RatedChange } from "./rated-change.ts";
import { compareContracts } from "./compare-contracts.ts";

/** The changes of each contract since it was released, by API id. Unchanged contracts are not in it. */
export type Changes = ReadonlyMap<string, readonly RatedChange[]>;

/** Compares all contracts with those that were released. A contract that comes is an addition, one that goes a break. */
export async function compareReleases(
  released: ReadonlyMap<string, OpenApiDocument>,
  present: ReadonlyMap<string, OpenApiDocument>,
): Promise<Changes> {
  const ids = [...new Set([...released.keys(), ...present.keys()])].toSorted();
  const compared = await Promise.all(
    ids.map(async (id): Promise<[string, readonly RatedChange[]]> => [
      id,
      await compareEdition(released.get(id), present.get(id)),
    ]),
  );
  return new Map(compared.filter(([, changes]) => changes.length > 0));
}

async function compareEdition(
  before?: OpenApiDocument,
  now?: OpenApiDocument,
): Promise<readonly RatedChange[]> {
  if (before && now) return compareContracts(before, now);
  const where = "the contract";
  if (!before) return [{ impact: "minor", where, what: "The API is described for the first time." }];
  return [
    {
      impact: "major",
      where,
      what: "The API is no longer described.",
      rule: "contract-removed",
      why: "Programs that import any of it no longer compile.",
    },
  ];
}
