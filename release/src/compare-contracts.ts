import { isDeepStrictEqual } from "node:util";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { diff } from "@task-contracts/openapi-model/redocly";
import type { RatedChange } from "./rated-change.ts";
import { changedExamples } from "./changed-examples.ts";
import { describeDifference } from "./describe-difference.ts";
import { isLess } from "./impact.ts";
import { prepareContract } from "./prepare-contract.ts";

/**
 * Finds what changed between two editions of a contract and rates each change, the greatest first. What neither Redocly
 * nor we have a word for is still a change, so that nothing is released as if nothing had happened.
 *
 * @example
 * (await compareContracts(released, present))[0]?.impact; // "major"
 */
export async function compareContracts(
  released: OpenApiDocument,
  present: OpenApiDocument,
): Promise<RatedChange[]> {
  const contracts = { base: prepareContract(released), revision: prepareContract(present) };
  if (isDeepStrictEqual(contracts.base, contracts.revision)) return [];
  const differences = await diff(contracts.base, contracts.revision);
  const changes = [
    ...differences.map((difference) => describeDifference(difference, contracts)),
    ...changedExamples(contracts.base, contracts.revision),
  ];
  if (changes.length === 0)
    return [{ impact: "patch", where: "the contract", what: "Details were changed." }];
  return changes.toSorted((a, b) => Number(isLess(a.impact, b.impact)) - Number(isLess(b.impact, a.impact)));
}
