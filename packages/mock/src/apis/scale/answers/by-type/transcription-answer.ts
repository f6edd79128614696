import type { Answer } from "../answer.ts";
import { fieldValues } from "../field-values.ts";

/** The assumed maximum number of lines of a list in an attachment. */
const maxOccurrences = 4;

/**
 * A value per field, as if it had been read from the attachment, and some occurrences of repeated fields. Fields that were
 * requested as `row_fields`, the earlier name, are returned as `rows`.
 */
export const answer: Answer<"Transcription"> = ({ params }, random) => {
  const { fields, repeatable_fields, row_fields } = params;
  const repeat = (repeated: Readonly<Record<string, string>>): Record<string, string>[] =>
    Array.from({ length: random.integer(1, maxOccurrences) }, () => fieldValues(repeated, random));
  return {
    ...(fields && { fields: fieldValues(fields, random) }),
    ...(repeatable_fields && { repeatable_fields: repeat(repeatable_fields) }),
    ...(row_fields && { rows: repeat(row_fields) }),
  };
};
