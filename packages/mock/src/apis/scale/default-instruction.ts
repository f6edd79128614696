import type { JsonObject } from "../../engine/model.ts";

/**
 * The instruction of a task that was created without one, if its type allows that. The service's own text is not documented:
 * for annotations it is composed from the objects, as the contract says.
 *
 * @example
 * defaultInstruction({ objects_to_annotate: ["car", "bus"] }); // "Mark each car and each bus."
 */
export const defaultInstruction = ({ objects_to_annotate: objects }: JsonObject): string => {
  const each = (Array.isArray(objects) ? objects : []).map((object) => `each ${String(object)}`);
  const last = each.pop();
  if (last === undefined) return "Do what the parameters of this task say.";
  return `Mark ${each.length > 0 ? `${each.join(", ")} and ` : ""}${last}.`;
};
