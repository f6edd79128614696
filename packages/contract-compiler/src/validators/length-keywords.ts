import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, str } from "ajv";
import { runtimeFunction } from "./runtime-function.ts";

/**
 * `minLength` and `maxLength`, which count code points. Ajv's own count all of every text; these count only
 * if the number of UTF-16 units is not conclusive, since a code point has one or two of them.
 */
export const lengthKeywords: CodeKeywordDefinition[] = [
  lengthKeyword("minLength", "fewer", ({ data, schema: limit }, count) =>
    limit > 1 ? _`${data}.length < ${2 * limit} && ${count} < ${limit}` : _`${data}.length < ${limit}`,
  ),
  lengthKeyword(
    "maxLength",
    "more",
    ({ data, schema: limit }, count) => _`${data}.length > ${limit} && ${count} > ${limit}`,
  ),
];

function lengthKeyword(
  keyword: string,
  comparison: string,
  isBroken: (cxt: KeywordCxt, count: Code) => Code,
): CodeKeywordDefinition {
  return {
    keyword,
    type: "string",
    schemaType: "number",
    error: {
      message: ({ schema }) => str`must NOT have ${comparison} than ${schema} characters`,
      params: ({ schema }) => _`{limit: ${schema}}`,
    },
    code(cxt) {
      cxt.fail(isBroken(cxt, _`${runtimeFunction(cxt, "countCodePoints")}(${cxt.data})`));
    },
  };
}
