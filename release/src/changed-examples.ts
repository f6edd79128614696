import { isDeepStrictEqual } from "node:util";
import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { RatedChange } from "./rated-change.ts";

/** The shared examples whose values differ. `redocly diff` does not look into examples, but our users see them answered. */
export function changedExamples(base: OpenApiDocument, revision: OpenApiDocument): RatedChange[] {
  const before = base.components?.["examples"] ?? {};
  return Object.entries(revision.components?.["examples"] ?? {})
    .filter(([name, example]) => name in before && !isDeepStrictEqual(before[name], example))
    .map(([name]) => ({
      impact: "patch",
      where: `example ${name}`,
      what: `Example \`${name}\` was changed.`,
      component: `examples/${name}`,
    }));
}
