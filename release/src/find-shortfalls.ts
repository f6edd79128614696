import type { ReleasePlan, VersionType } from "@changesets/types";
import type { Changes } from "./compare-releases.ts";
import { greatest, isLess } from "./impact.ts";

/** The package whose changesets announce what changed in the contracts: the site shows what they say. */
export const contractsPackage = "@task-contracts/contracts";

/**
 * The packages in which a contract reaches programs: as types and validators, as methods, and as the behaviour of a
 * mock. What breaks the contract breaks each of them.
 */
export const exposingPackages: readonly string[] = [
  contractsPackage,
  "@task-contracts/client",
  "@task-contracts/mock",
  "@task-contracts/mock-server",
];

/** A package whose pending release is less than what changed in the contracts. */
export interface Shortfall {
  readonly packageName: string;

  /** What the pending changesets make of it. */
  readonly planned: VersionType;
  readonly demanded: VersionType;
}

/** Finds the packages of which the pending changesets say less than the changes of the contracts demand. */
export function findShortfalls(changes: Changes, plan: ReleasePlan): Shortfall[] {
  const demanded = greatest([...changes.values()].flat().map(({ impact }) => impact));
  return exposingPackages
    .map((packageName) => ({
      packageName,
      planned: plannedFor(packageName, plan),
      demanded,
    }))
    .filter(({ planned }) => isLess(planned, demanded));
}

/** All packages rise together, whichever a changeset names. But only one that names the contracts tells of them. */
function plannedFor(packageName: string, { changesets, releases }: ReleasePlan): VersionType {
  const sources = packageName === contractsPackage ? changesets.flatMap((each) => each.releases) : releases;
  return greatest(sources.filter(({ name }) => name === packageName).map(({ type }) => type));
}
