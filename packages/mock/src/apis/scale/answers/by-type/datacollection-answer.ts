import type { Answer } from "../answer.ts";
import { fieldValues } from "../field-values.ts";

/** A value per field, as if it had been found on the web. */
export const answer: Answer<"Datacollection"> = ({ params }, random) => ({
  fields: fieldValues(params.fields, random),
});
