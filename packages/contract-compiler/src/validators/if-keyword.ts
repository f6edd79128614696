import { _, type CodeKeywordDefinition, str, stringify } from "ajv";
import ifModule from "ajv/dist/vocabularies/applicator/if.js";

/**
 * Ajv's `if`, whose errors also name the properties that the condition requires: `if: {required: [a]}` with
 * `else: {required: [b]}` means that one of them is required.
 */
export const ifKeyword: CodeKeywordDefinition = {
  ...ifModule.default,
  error: {
    message: ({ params }) => str`must match "${params["ifClause"]}" schema`,
    params: ({ params, schema }) => {
      const { required = [] } = schema as { required?: string[] };
      return _`{failingKeyword: ${params["ifClause"]}, required: ${stringify(required)}}`;
    },
  },
};
