import { apis as facts } from "../../src/apis.ts";
import { type Api, loadApi } from "../../src/contract/load-api.ts";

/** All APIs, as the site shows them. */
export const apis: readonly Api[] = await Promise.all(facts.map(loadApi));

/** Each operation with its API, and a name for tests. */
export const operations = apis.flatMap((api) =>
  api.operations.map((operation) => ({ api, operation, name: `${api.id} ${operation.id}` })),
);
