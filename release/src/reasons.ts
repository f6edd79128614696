/** What the findings of `redocly diff` mean for a program, by the rules that find them. */
const reasons: Readonly<Record<string, string>> = {
  "path-removed": "Programs that call it get an error, or a callback that they wait for never comes.",
  "operation-removed": "Programs that call it get an error.",
  "operation-id-changed": "Clients name their methods after it.",
  "server-removed": "Programs that use this address reach nobody.",
  "parameter-removed": "Programs that send it no longer compile, and it has no effect.",
  "parameter-became-required": "Programs that do not send it are refused.",
  "parameter-serialization-changed": "What programs write into the URL is read as something else.",
  "request-body-removed": "Programs send a body that nobody reads.",
  "request-body-became-required": "Programs that send no body are refused.",
  "response-removed": "Programs that handle this answer wait for it in vain.",
  "response-header-removed": "Programs that read it find nothing.",
  "media-type-removed": "Programs that send or read this media type no longer can.",
  "property-removed": "Programs that read it find nothing.",
  "required-properties-added": "Programs that do not send them are refused.",
  "required-properties-removed": "Programs that rely on them find nothing at times.",
  "enum-values-removed": "Programs that send them are refused.",
  "enum-values-added": "Programs receive values that they do not know.",
  "schema-type-changed": "Programs send or receive another type than they were written for.",
  "schema-constraint-changed":
    "What programs send is refused, or what they receive is not what was promised.",
  "schema-combinator-changed":
    "What programs send is refused, or what they receive is not what was promised.",
  "security-requirement-changed": "Programs with the credentials that sufficed are refused.",
  "security-scheme-changed": "Programs that authenticate as before are refused.",
};

/**
 * Why a finding of `redocly diff` breaks programs.
 *
 * @example
 * reasonFor("operation-removed"); // "Programs that call it get an error."
 */
export const reasonFor = (ruleId: string): string =>
  reasons[ruleId] ?? "Programs that were written before can break.";
