import type { CodeKeywordDefinition, Vocabulary } from "ajv";
import ajvModule from "ajv/dist/core.js";
import applicatorModule from "ajv/dist/vocabularies/applicator/index.js";
import coreModule from "ajv/dist/vocabularies/core/index.js";
import discriminatorModule from "ajv/dist/vocabularies/discriminator/index.js";
import formatModule from "ajv/dist/vocabularies/format/index.js";
import nextModule from "ajv/dist/vocabularies/next.js";
import unevaluatedModule from "ajv/dist/vocabularies/unevaluated/index.js";
import validationModule from "ajv/dist/vocabularies/validation/index.js";
import type { Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import { absentValueKeywords } from "./absent-values.ts";
import { boundedKeywords } from "./bounded-keywords.ts";
import { enumKeyword } from "./enum-keyword.ts";
import { finiteNumberKeyword } from "./finite-number.ts";
import { isUri } from "../runtime/formats.ts";
import { addFormats } from "./formats.ts";
import { ifKeyword } from "./if-keyword.ts";
import { integerStringKeywords } from "./integer-strings.ts";
import { lengthKeywords } from "./length-keywords.ts";
import type { Mode } from "./mode.ts";
import { meaningExtension, patternKeyword } from "./pattern-keyword.ts";
import { prepareSchema } from "./prepare-schema.ts";
import { formatsVariable } from "./runtime-function.ts";

/**
 * Keywords that no contract needs; a schema that uses one fails the build. `patternProperties` would
 * affect strings for integers, and the others take time or find errors without limit.
 */
const unsupported = new Set(["contains", "patternProperties", "propertyNames", "uniqueItems"]);

/** Ajv's JSON Schema 2020-12, without `$dynamicRef`. */
const common: Vocabulary = [
  ...coreModule.default,
  ...validationModule.default,
  ...applicatorModule.default(true),
  ...formatModule.default,
  discriminatorModule.default,
  "default",
  meaningExtension,
];

/**
 * Its keywords that contracts with generated code need, and no others: for `unevaluated…`, say, every function would
 * track evaluated properties.
 */
const standard: Vocabulary = common
  .filter((definition) => !unsupported.has(Object(definition).keyword as string))
  .map(withoutUnsupportedPlace);

/** The keywords that contracts of the user may need. */
const everything: Vocabulary = [...common, ...nextModule.default, ...unevaluatedModule.default];

/** A keyword cannot be added before one that does not exist. */
function withoutUnsupportedPlace(definition: Vocabulary[number]): Vocabulary[number] {
  if (typeof definition === "string" || !unsupported.has(definition.before ?? "")) return definition;
  const { before: _, ...others } = definition;
  return others;
}

/** This project's keywords, and its versions of Ajv's. */
const ours: CodeKeywordDefinition[] = [
  // With `$ref`, before which others are added.
  ...boundedKeywords,
  ...absentValueKeywords,
  ...integerStringKeywords,
  ...lengthKeywords,
  enumKeyword,
  finiteNumberKeyword,
  ifKeyword,
  patternKeyword,
];

/**
 * Creates an Ajv for the component schemas of a contract, which compiles as a mode requires.
 *
 * @example
 * createAjv(api, sentJson).getSchema("/components/schemas/Task");
 */
export function createAjv(api: BundledApi, mode: Mode): ajvModule.default {
  const ajv = new ajvModule.default({
    allErrors: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, optimize: 2, formats: formatsVariable },
    coerceTypes: mode.coerce && "array",
    discriminator: !api.isForeign,
    // One function per component makes smaller and faster code than a copy of it at each `$ref`.
    inlineRefs: false,
    strict: !api.isForeign,
    ...(api.isForeign && { logger: false, next: true, unevaluated: true, ownProperties: true }),
    // A schema may require what another one, next to it in `allOf` or around its `if`, describes.
    strictRequired: false,
    useDefaults: mode.defaults,
    // Redocly has checked the schemas.
    meta: false,
    validateSchema: false,
  });
  ajv.addVocabulary(api.isForeign ? everything : standard);
  for (const { keyword } of ours) ajv.removeKeyword(keyword as string);
  ajv.addVocabulary(ours);
  addFormats(ajv);
  // That of ajv-formats requires a domain, and would reject a receiver on this machine.
  if (api.isForeign) ajv.addFormat("url", isUri);
  for (const [name, schema] of Object.entries(api.contract.components?.schemas ?? {})) {
    addComponent(ajv, `/components/schemas/${name}`, prepareSchema(api, schema, mode));
  }
  return ajv;
}

/** Adds a schema whose errors include its place in the contract. */
function addComponent(ajv: ajvModule.default, pointer: string, schema: Schema): void {
  ajv.addSchema(schema, pointer);
  const added = ajv.schemas[pointer];
  if (added) added.schemaPath = pointer;
}
