import type { Answer } from "../answer.ts";
import { fieldValues } from "../field-values.ts";

/** One of the choices if there are choices, and a value per field if there are fields: a request has one or both. */
export const answer: Answer<"Comparison"> = ({ params: { choices, fields } }, random) => ({
  ...(choices && { choice: random.pick(choices) }),
  ...(fields && { fields: fieldValues(fields, random) }),
});
