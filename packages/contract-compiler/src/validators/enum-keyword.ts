import { _, type CodeKeywordDefinition, stringify } from "ajv";
import enumModule from "ajv/dist/vocabularies/validation/enum.js";

/**
 * Ajv's `enum`, with the allowed values included in the error. Ajv's own reads them from the whole
 * schema, which thus becomes part of the code and doubles its size.
 */
export const enumKeyword: CodeKeywordDefinition = {
  ...enumModule.default,
  error: {
    message: "must be equal to one of the allowed values",
    params: ({ schema }) => _`{allowedValues: ${stringify(schema)}}`,
  },
};
