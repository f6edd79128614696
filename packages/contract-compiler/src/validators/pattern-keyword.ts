import { _, type CodeKeywordDefinition, str, stringify } from "ajv";
import patternModule from "ajv/dist/vocabularies/validation/pattern.js";

/** The extension with a contract's description of a pattern. */
export const meaningExtension = "x-pattern-means";

/** Ajv's `pattern`, whose errors include the description of the pattern if the contract has one. */
export const patternKeyword: CodeKeywordDefinition = {
  ...patternModule.default,
  error: {
    message: ({ parentSchema, schemaCode }) => {
      const meaning = parentSchema?.[meaningExtension] as string | undefined;
      return meaning === undefined ? str`must match pattern "${schemaCode}"` : str`must be ${meaning}`;
    },
    params: ({ parentSchema, schemaCode }) => {
      const meaning: unknown = parentSchema?.[meaningExtension];
      return meaning === undefined
        ? _`{pattern: ${schemaCode}}`
        : _`{pattern: ${schemaCode}, meaning: ${stringify(meaning)}}`;
    },
  },
};
