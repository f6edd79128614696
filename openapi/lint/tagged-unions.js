/**
 * A union is a `oneOf` with a discriminator. Of other unions generators make `unknown` or types that nobody can use, and
 * validators blame a value for breaking every member. A choice between properties is written with `if` and `else`
 * (decisions/0003-if-else-for-failures.md), several types of a value as a list of types, and several forms of a text as
 * one pattern.
 */
export const taggedUnions = () => ({
  Schema(schema, { report, location }) {
    const keyword = schema.anyOf ? "anyOf" : schema.oneOf && !schema.discriminator ? "oneOf" : undefined;
    if (keyword) {
      report({
        message:
          `Write \`${keyword}\` as \`oneOf\` with a discriminator, as \`if\` and \`else\`, as a list of types, ` +
          "or as a pattern: generators make `unknown` of it.",
        location: location.child([keyword]).key(),
      });
    }
  },
});
