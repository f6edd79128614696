import type { OpenApiDocument } from "@task-contracts/openapi-model";

/**
 * Finds contracts whose `info.version` is not the one that was released with them. It says in which release the contract
 * last changed, so only a release writes it.
 */
export const findVersionEdits = (
  released: ReadonlyMap<string, OpenApiDocument>,
  present: ReadonlyMap<string, OpenApiDocument>,
): string[] =>
  Array.from(present, ([id, { info }]) => {
    const before = released.get(id)?.info.version;
    if (before === undefined || before === info.version) return [];
    return [
      `The version of ${id} is ${info.version}, but ${before} was released. \`pnpm run version\` writes it: put ${before} back into \`info.version\` of openapi/${id}/openapi.yaml.`,
    ];
  }).flat();
