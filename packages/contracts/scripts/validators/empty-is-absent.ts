import { type CodeKeywordDefinition, stringify } from "ajv";
import { callOnObject } from "./runtime-function.ts";

/** An Ajv keyword that lists properties of which an empty string means that they are absent. */
export const emptyIsAbsentKeyword: CodeKeywordDefinition = {
  keyword: "emptyIsAbsent",
  schemaType: "array",
  // Earlier than `required` and than defaults, so that an empty value gets its default.
  before: "$ref",
  code(cxt) {
    callOnObject(cxt, "deleteEmptyStrings", stringify(cxt.schema));
  },
};
