import { _, type CodeKeywordDefinition, type KeywordCxt, stringify } from "ajv";
import applicatorModule from "ajv/dist/vocabularies/applicator/additionalProperties.js";

/** Ajv's `additionalProperties`, which also reports the known properties: a misspelt one can then be told from them. */
export const additionalPropertiesKeyword: CodeKeywordDefinition = {
  ...applicatorModule.default,
  error: {
    message: "must NOT have additional properties",
    params: ({ params, parentSchema }: KeywordCxt) =>
      _`{additionalProperty: ${params["additionalProperty"]}, knownProperties: ${stringify(
        Object.keys(Object(parentSchema.properties)),
      )}}`,
  },
};
