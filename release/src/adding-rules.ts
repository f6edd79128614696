import { parsePointer, valueAt } from "@task-contracts/openapi-model";
import type { Rule } from "./rule.ts";
import { isNode } from "./node.ts";

/** What decides which values are valid. */
const constraints = new Set(
  [
    "type enum const format pattern multipleOf required default",
    "minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems uniqueItems",
    "minProperties maxProperties additionalProperties unevaluatedProperties",
  ].flatMap((names) => names.split(" ")),
);

/** What adds to a contract, though `redocly diff` takes it for wording. */
export const addingRules: readonly Rule[] = [
  {
    id: "values-changed-safely",
    impact: "minor",
    why: "More is accepted, or more can be relied on.",
    appliesTo: ({ typeName, kind, property = "" }) =>
      kind === "modified" && /^(?:Schema|Parameter|RequestBody)$/.test(typeName) && constraints.has(property),
  },
  {
    id: "component-added",
    impact: "minor",
    why: "Its type is exported.",
    appliesTo: ({ kind, path }) => kind === "added" && /^#\/components\/(?!examples)\w+\/[^/]+$/.test(path),
  },
  {
    id: "deprecated",
    impact: "minor",
    why: "Programs should begin to do without it.",
    appliesTo: ({ kind, property }) => kind === "modified" && property === "deprecated",
  },
];

/**
 * A new type of task. `redocly diff` has it break programs, since they can receive what they do not know. Unions with a
 * discriminator are where these APIs grow, and a program only meets a type that its account creates; otherwise each new
 * type would be a major release for those who never use it. New values of an enum do break.
 */
export const unionMemberAdded: Rule = {
  id: "union-member-added",
  impact: "minor",
  why: "A program meets the new type only if its account creates such tasks.",
  appliesTo: ({ kind, path }, contracts) => {
    const union = parsePointer(path).slice(0, -2);
    return (
      kind === "added" &&
      /\/oneOf\/\d+$/.test(path) &&
      [contracts.base, contracts.revision].every((contract) => {
        const schema = valueAt(contract, union);
        return isNode(schema) && isNode(schema["discriminator"]);
      })
    );
  },
};
