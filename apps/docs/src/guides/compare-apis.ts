import type { PathItem, Schema } from "@task-contracts/openapi-model";
import type { LintedDocument } from "../contract/linted-document.ts";
import type { Api } from "../contract/load-api.ts";
import { diff, type Difference } from "@task-contracts/openapi-model/redocly";

/**
 * Compares the beta with v1 as an app meets them that moves from one to the other: operation by operation, although
 * paths have changed, and for the one type of task that both have.
 */
export function compareApis(beta: Api, v1: Api): Promise<Difference[]> {
  const { Task: _, ...schemas } = v1.contract.components.schemas ?? {};
  return diff(
    // The servers differ in the address of the mock server alone, and tags are a matter of the reference.
    { ...beta.contract, paths: pathsLike(beta, v1), servers: v1.contract.servers, tags: v1.contract.tags },
    {
      ...v1.contract,
      components: {
        ...v1.contract.components,
        schemas: { ...schemas, Task: { $ref: "#/components/schemas/CategorizationTask" } satisfies Schema },
      },
    },
  );
}

/** The paths of one API under the addresses that the same operations have in the other. */
function pathsLike(api: Api, other: Api): LintedDocument["paths"] {
  const renamed = Object.entries(api.contract.paths).map(([path, item]): [string, PathItem] => {
    const here = api.operations.find((operation) => operation.path === path);
    const there = other.operations.find(({ id }) => id === here?.id);
    return [there?.path ?? path, item];
  });
  return Object.fromEntries(renamed);
}
