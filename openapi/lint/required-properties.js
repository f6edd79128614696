/** The schemas that constrain the same value as the schema they stand in. */
const inPlace = (schema) =>
  [schema.allOf, schema.anyOf, schema.oneOf, schema.if, schema.then, schema.else, schema.not]
    .flat()
    .filter((subschema) => subschema !== undefined && typeof subschema === "object");

/**
 * A required property must be described, in the schema itself or in one that it stands in. Replaces
 * no-required-schema-properties-undefined, which does not look out of `if` and `else`
 * (decisions/0003-if-else-for-failures.md).
 */
export const requiredProperties = () => {
  const parents = new Map();
  const isDescribed = (schema, name) =>
    schema !== undefined && (Boolean(schema.properties?.[name]) || isDescribed(parents.get(schema), name));
  return {
    Schema(schema, { report, location }) {
      for (const subschema of inPlace(schema)) parents.set(subschema, schema);
      (schema.required ?? []).forEach((name, index) => {
        if (!isDescribed(schema, name)) {
          report({
            message: `Property ${name} is required, but described nowhere.`,
            location: location.child(["required", index]),
          });
        }
      });
    },
  };
};
