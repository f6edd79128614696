import type { ApiTraits } from "../core/connect.ts";
import { queryAuth } from "../core/query-auth.ts";
import { apiOperations } from "../operations/dataflowkit-v1.ts";

/** What makes Dataflow Kit different from the other APIs. */
export const traits: ApiTraits = {
  operations: apiOperations,
  baseUrl: "https://api.dataflowkit.com/v1",
  authorizeWith: queryAuth,
};
