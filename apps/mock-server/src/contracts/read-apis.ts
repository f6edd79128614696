import { builtInApis } from "@task-contracts/mock/apis/built-in";
import { checkIds } from "@task-contracts/mock/contract/check-ids";
import type { Api } from "@task-contracts/mock/engine/extension";
import { MockError } from "@task-contracts/mock/mock-error";
import type { Flaw } from "@task-contracts/openapi-model";
import { type ContractOption, loadContract } from "./load-contract.ts";

/** The APIs to serve, and how their contracts were read. */
export interface ReadApis {
  readonly apis: readonly Api[];
  /** The flaws of contracts that were worked around, by their ids. */
  readonly flaws: ReadonlyMap<string, readonly Flaw[]>;
  /** The files that contracts and overlays were read from. */
  readonly files: readonly string[];
}

/**
 * Loads contracts, or the APIs that come with the server.
 *
 * @throws {MockError} If a contract cannot be read, or its id cannot be served.
 */
export const readApis = async (contracts: readonly ContractOption[] | undefined): Promise<ReadApis> => {
  if (!contracts) return { apis: builtInApis, files: [], flaws: new Map() };
  if (contracts.length === 0) throw new MockError("contracts is empty. Name one, or leave the option out.");
  const read = await Promise.all(contracts.map(loadContract));
  checkIds(read.map(({ contract }) => contract.apiId));
  return {
    apis: read.map(({ contract }) => ({ contract })),
    files: [...new Set(read.flatMap(({ files }) => files))],
    flaws: new Map(read.map(({ contract, flaws }) => [contract.apiId, flaws])),
  };
};
