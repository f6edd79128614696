import { parsePointer } from "@task-contracts/openapi-model";
import type { Difference } from "@task-contracts/openapi-model/redocly";
import type { Rule } from "./rule.ts";

const modifies = ({ kind, property }: Difference, name: string): boolean =>
  kind === "modified" && property === name;

/** Whether the service sends what stands there: in an answer, or in the request of a callback. */
const isSent = ({ path }: Difference): boolean =>
  path.includes("/responses/") !== path.includes("/callbacks/");

const isComponent = ({ path }: Difference): boolean => /^#\/components\/(?!examples)\w+\/[^/]+$/.test(path);

/**
 * What breaks programs, though `redocly diff` takes it for wording. It knows what is on the wire; our users compile
 * against types as well, and send forms.
 */
export const breakingRules: readonly Rule[] = [
  {
    id: "property-removed-from-request",
    impact: "major",
    why: "Programs that send it no longer compile, and what they send has no effect.",
    appliesTo: ({ typeName, kind, path }) =>
      typeName === "Schema" && kind === "removed" && parsePointer(path).at(-2) === "properties",
  },
  {
    id: "enum-values-removed-from-response",
    impact: "major",
    why: "Programs that compare with them no longer compile, and wait for something that never comes.",
    appliesTo: (difference) => modifies(difference, "enum") && removedValues(difference).length > 0,
  },
  {
    id: "union-member-removed",
    impact: "major",
    why: "Programs that handle it no longer compile.",
    appliesTo: ({ kind, path }) => kind === "removed" && /\/(?:oneOf|anyOf)\/\d+$/.test(path),
  },
  {
    id: "discriminator-changed",
    impact: "major",
    why: "Programs and validators tell the members apart by it.",
    appliesTo: ({ typeName, kind, path }) =>
      kind === "removed"
        ? /\/discriminator(?:\/mapping\/[^/]+)?$/.test(path)
        : kind === "modified" && typeName === "Discriminator",
  },
  {
    id: "default-changed",
    impact: "major",
    why: "Programs that leave it out get something else than before.",
    appliesTo: (difference) => modifies(difference, "default") && difference.base?.value !== undefined,
  },
  {
    id: "form-encoding-changed",
    impact: "major",
    why: "The same value is written otherwise in a form, so that the other side reads something else.",
    appliesTo: ({ typeName, kind }) => /^Encoding(?:Map)?$/.test(typeName) && kind !== "added",
  },
  {
    id: "callback-url-changed",
    impact: "major",
    why: "Callbacks go to another address than receivers have given.",
    appliesTo: (difference) =>
      difference.typeName === "PathItem" &&
      difference.path.includes("/callbacks/") &&
      modifies(difference, "key"),
  },
  {
    id: "callback-parameter-removed",
    impact: "major",
    why: "Receivers that read it, to know who is calling for example, find nothing.",
    appliesTo: (difference) =>
      difference.typeName === "Parameter" &&
      isSent(difference) &&
      (difference.kind === "removed" || modifies(difference, "name") || modifies(difference, "in")),
  },
  {
    id: "sent-part-became-optional",
    impact: "major",
    why: "Programs that rely on it find nothing at times.",
    appliesTo: (difference) =>
      /^(?:Parameter|Header|RequestBody)$/.test(difference.typeName) &&
      isSent(difference) &&
      modifies(difference, "required") &&
      difference.base?.value === true,
  },
  {
    id: "component-removed",
    impact: "major",
    why: "Its type is no longer exported, so that programs which import it do not compile.",
    appliesTo: (difference) =>
      isComponent(difference) && (difference.kind === "removed" || modifies(difference, "key")),
  },
  {
    id: "property-renamed",
    impact: "major",
    why: "Programs that send or read it under its old name no longer compile.",
    appliesTo: (difference) =>
      modifies(difference, "key") && parsePointer(difference.path).at(-2) === "properties",
  },
];

function removedValues({ base, revision }: Difference): unknown[] {
  if (!Array.isArray(base?.value) || !Array.isArray(revision?.value)) return [];
  const left = new Set<unknown>(revision.value);
  return base.value.filter((value) => !left.has(value));
}
