import type { ApiId } from "./api-ids.ts";
import type { Contract } from "../contract/contract.ts";
import { dataflowkitV1Contract } from "./dataflowkit/contract.ts";
import { scaleBetaContract } from "./scale/beta-contract.ts";
import { scaleV1Contract } from "./scale/v1-contract.ts";

/** The contracts of the APIs that come with the mock. */
export const contracts: Readonly<Record<ApiId, Contract>> = {
  "scale-v1": scaleV1Contract,
  "scale-beta": scaleBetaContract,
  "dataflowkit-v1": dataflowkitV1Contract,
};
