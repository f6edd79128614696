import type { SchemaObject } from "@task-contracts/openapi-model";
import type { PropertyPlan } from "./compose.ts";

/**
 * Whether a schema, or a part of it, allows values of a type.
 *
 * @example
 * isOfType([{ type: ["string", "null"] }], "null"); // true
 */
export const isOfType = (variants: readonly SchemaObject[], type: string): boolean =>
  variants.some((variant) => [variant.type ?? []].flat().includes(type));

/**
 * Whether a property of an error is the human-readable message.
 *
 * @example
 * holdsReason({ name: "message", … }); // true
 */
export const holdsReason = ({ name, variants }: PropertyPlan): boolean =>
  /^(?:message|msg|error|err|(?:error|err)_?(?:message|msg)|details?|description|error_?description|reason|failure_?reason|title)$/i.test(
    name,
  ) &&
  isOfType(variants, "string") &&
  variants.every(({ const: only, enum: list, format }) => (only ?? list ?? format) === undefined);
