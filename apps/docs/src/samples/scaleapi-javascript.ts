import type { Call } from "./call.ts";
import { javascript } from "./dialects.ts";
import { literal } from "./literal.ts";
import { scaleapiMethod } from "./scaleapi-method.ts";

/** Writes a call with the npm package `scaleapi`, whose methods take a callback. */
export function scaleapiJavascriptSample({ api, operation, pathValues, body, query }: Call): string {
  const isList = operation.id.startsWith("list");
  const values = [
    ...pathValues.map((value) => JSON.stringify(value)),
    ...(isList || body !== undefined ? [literal(isList ? query : body, javascript)] : []),
  ];
  const show = isList
    ? "for (const task of tasks.docs) console.log(task.id, task.status);"
    : "console.log(task.id, task.status);";
  return `const { ScaleClient } = require("scaleapi");

const client = new ScaleClient(process.env.${api.keyVariable});

client.${scaleapiMethod(operation.id)}(${values.join(", ")}, (error, ${isList ? "tasks" : "task"}) => {
  if (error) throw error;
  ${show}
});`;
}
