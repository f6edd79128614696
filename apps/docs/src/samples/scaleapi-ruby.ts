import type { Call } from "./call.ts";
import { ruby } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with the Ruby gem `scaleapi`, which is loaded as `scale`. */
export function scaleapiRubySample({ api, operation, pathValues, body, query }: Call): string {
  const values = pathValues.map((value) => JSON.stringify(value));
  if (body !== undefined) values.push(literal(body, ruby));
  const named = Object.entries(query).map(([name, value]) => `${name}: ${literal(value, ruby)}`);
  const invocation = `scale.${methodFor(operation.id)}(${[...values, ...named].join(", ")})`;
  const use = operation.id.startsWith("list")
    ? `${invocation}.each do |task|\n  puts task.task_id\nend`
    : `task = ${invocation}\nputs task.task_id`;
  return `require "scale"\n\nscale = Scale.new(api_key: ENV.fetch("${api.keyVariable}"))\n\n${use}`;
}

function methodFor(operationId: string): string {
  const known: Readonly<Record<string, string>> = {
    getTask: "tasks.find",
    listTasks: "tasks.where",
    cancelTask: "tasks.cancel",
  };
  return known[operationId] ?? operationId.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
