import { _, type CodeKeywordDefinition, type KeywordCxt, stringify } from "ajv";
import { not, or } from "ajv/dist/compile/codegen/index.js";
import namesModule from "ajv/dist/compile/names.js";
import { alwaysValidSchema, Type } from "ajv/dist/compile/util.js";
import additionalPropertiesModule from "ajv/dist/vocabularies/applicator/additionalProperties.js";
import refModule from "ajv/dist/vocabularies/core/ref.js";
import { maxErrors } from "../runtime/limit-errors.ts";

const { errors, vErrors } = namesModule.default;

/**
 * Replacements for Ajv's keywords that can find as many errors as a value has parts. They stop at one more than a validator
 * lists: enough to know that there are more.
 *
 * Ajv's own do not stop, and join the errors of each part with those of all earlier parts, which takes a time
 * quadratic in the size of the value.
 */
export const boundedKeywords: CodeKeywordDefinition[] = [
  {
    keyword: "items",
    type: "array",
    schemaType: ["object", "boolean"],
    trackErrors: true,
    code(cxt) {
      const { data, gen, it, parentSchema, schema } = cxt;
      it.items = true;
      if (alwaysValidSchema(it, schema)) return;
      const { prefixItems = [] } = parentSchema as { prefixItems?: unknown[] };
      gen.forRange("i", prefixItems.length, _`${data}.length`, (dataProp) => {
        cxt.subschema({ keyword: "items", dataProp, dataPropType: Type.Num }, gen.name("valid"));
        breakAtLimit(cxt);
      });
      endLoop(cxt);
    },
  },
  {
    ...additionalPropertiesModule.default,
    error: {
      message: "must NOT have additional properties",
      // Includes the known ones, of which a misspelled one may be meant.
      params: ({ params, parentSchema }) =>
        _`{additionalProperty: ${params["additionalProperty"]}, knownProperties: ${stringify(namesIn(parentSchema))}}`,
    },
    code(cxt) {
      const { data, gen, it, parentSchema, schema } = cxt;
      it.props = true;
      if (alwaysValidSchema(it, schema)) return;
      const described = namesIn(parentSchema);
      gen.forIn("key", data, (dataProp) => {
        if (described.length > 0) gen.if(not(or(...described.map((name) => _`${dataProp} === ${name}`))));
        if (schema === false) {
          cxt.setParams({ additionalProperty: dataProp });
          cxt.error();
        } else {
          cxt.subschema(
            { keyword: "additionalProperties", dataProp, dataPropType: Type.Str },
            gen.name("valid"),
          );
        }
        breakAtLimit(cxt);
        if (described.length > 0) gen.endIf();
      });
      endLoop(cxt);
    },
  },
  {
    ...refModule.default,
    trackErrors: true,
    code(cxt) {
      refModule.default.code(cxt);
      if (cxt.it.allErrors && !isScalar(cxt)) cutAtLimit(cxt);
    },
  },
];

const namesIn = (schema: unknown): string[] =>
  Object.keys(Object((Object(schema) as { properties?: unknown }).properties));

/** Inside `if` and `not`, where the errors are discarded, the first one is enough. */
function breakAtLimit({ errsCount, gen, it }: KeywordCxt): void {
  gen.if(_`${errors} > ${errsCount} + ${it.allErrors ? maxErrors : 0}`, () => gen.break());
}

function endLoop(cxt: KeywordCxt): void {
  cxt.ok(_`${cxt.errsCount} === ${errors}`);
}

/** A value without parts has few errors, and most `$ref`s lead to such schemas. */
function isScalar({ it, schema: ref }: KeywordCxt): boolean {
  const { type } = Object(it.self.schemas[ref as string]?.schema) as { type?: unknown };
  return typeof type === "string" && type !== "array" && type !== "object";
}

/** A recursive schema could otherwise pass a growing list upwards, level by level. */
function cutAtLimit({ errsCount, gen }: KeywordCxt): void {
  gen.if(_`${errors} > ${errsCount} + ${maxErrors + 1}`, () => {
    gen.assign(errors, _`${errsCount} + ${maxErrors + 1}`);
    gen.code(_`${vErrors}.length = ${errors}`);
  });
}
