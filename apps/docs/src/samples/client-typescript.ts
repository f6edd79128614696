import type { Call } from "./call.ts";
import { javascript } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with our own client. */
export function clientSample(call: Call): string {
  const { api, operation, responseType, pathValues, body, query } = call;
  if (api.client === undefined) throw new Error(`There is no client for ${api.id}.`);
  const { module, create, variable } = api.client;
  const options = [`apiKey: process.env.${api.keyVariable} ?? ""`];
  if (call.server !== api.contract.servers[0]?.url) options.push(`baseUrl: ${JSON.stringify(call.server)}`);
  const data = [body, Object.keys(query).length > 0 ? query : undefined].filter((item) => item !== undefined);
  const start = `${variable}.${operation.id}(`;
  const values = [
    ...pathValues.map((value) => JSON.stringify(value)),
    ...data.map((item) => literal(item, javascript, start.length)),
  ];
  const invocation = `${start}${values.join(", ")})`;
  return `import { ${create} } from "${module}";

const ${variable} = ${create}(${optionsText(options)});

${use(operation.id, invocation, responseType === undefined ? undefined : resultVariable(call))}`;
}

const optionsText = (options: readonly string[]): string =>
  options.length === 1 ? `{ ${options[0]} }` : `{\n${options.map((option) => `  ${option},\n`).join("")}}`;

function use(operationId: string, invocation: string, result: string | undefined): string {
  if (operationId.startsWith("list"))
    return `for await (const task of ${invocation}) {\n  console.log(task);\n}`;
  if (result === undefined) return `await ${invocation};`;
  return `const ${result} = await ${invocation};\nconsole.log(${result});`;
}

/** `task` for every kind of task, and otherwise the name of the schema: `resultLink`. */
function resultVariable({ responseName = "result" }: Call): string {
  return responseName.endsWith("Task")
    ? "task"
    : responseName.charAt(0).toLowerCase() + responseName.slice(1);
}
