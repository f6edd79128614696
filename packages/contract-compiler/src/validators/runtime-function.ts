import { _, type Code, type KeywordCxt, Name } from "ajv";
import {
  countCodePoints,
  deleteEmptyLists,
  deleteEmptyTexts,
  deleteNulls,
  replaceIntegerStrings,
} from "../runtime/functions.ts";

const functions = {
  countCodePoints,
  deleteEmptyLists,
  deleteEmptyTexts,
  deleteNulls,
  replaceIntegerStrings,
};

/** Imports the runtime functions of Ajv's generated code. */
export const runtimeImports: string = `import * as formats from "runtime:formats";
import { ${Object.keys(functions).join(", ")} } from "runtime:functions";
`;

/** The variable of the generated code for formats that are functions. */
export const formatsVariable: Name = new Name("formats");

/**
 * Makes a runtime function available to the code.
 *
 * @example
 * _`${runtimeFunction(cxt, "countCodePoints")}(${cxt.data})`;
 */
export function runtimeFunction({ gen }: KeywordCxt, name: keyof typeof functions): Name {
  return gen.scopeValue("func", { key: name, ref: functions[name], code: new Name(name) });
}

/**
 * Generates a call of a function that changes the value under check, if that is an object or an array.
 *
 * @example
 * callOnObject(cxt, "deleteEmptyTexts", stringify(["status"]));
 */
export function callOnObject(cxt: KeywordCxt, name: keyof typeof functions, keys: Code): void {
  const { data, gen } = cxt;
  const isObject = _`typeof ${data} == "object" && ${data} !== null`;
  gen.if(isObject, () => gen.code(_`${runtimeFunction(cxt, name)}(${data}, ${keys})`));
}
