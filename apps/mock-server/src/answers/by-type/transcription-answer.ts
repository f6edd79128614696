import type { Answer } from "../answer.ts";
import { fieldValues } from "../field-values.ts";

/** A value per field, as if it had been read off the attachment. */
export const answer: Answer<"Transcription"> = ({ params }, random) => ({
  fields: fieldValues(params.fields, random),
});
