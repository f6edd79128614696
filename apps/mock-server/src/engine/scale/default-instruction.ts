import type { JsonObject } from "../model.ts";

/**
 * The instruction of a task that came without one. Only annotations may: what the service writes for them is not
 * documented, so it is made from the objects, as the contract says.
 *
 * @example
 * defaultInstruction({ objects_to_annotate: ["car", "bus"] }); // "Draw a box around each car and each bus."
 */
export const defaultInstruction = ({ objects_to_annotate: objects }: JsonObject): string => {
  const each = (Array.isArray(objects) ? objects : []).map((object) => `each ${String(object)}`);
  const last = each.pop();
  return `Draw a box around ${each.length > 0 ? `${each.join(", ")} and ` : ""}${last ?? "each object"}.`;
};
