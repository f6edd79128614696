import { _, type CodeKeywordDefinition, str, stringify } from "ajv";
import patternModule from "ajv/dist/vocabularies/validation/pattern.js";

/** The extension by which a contract says in words what a pattern means. */
export const meaningExtension = "x-pattern-means";

/** Ajv's `pattern`, whose errors say what the pattern means where the contract does. */
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
