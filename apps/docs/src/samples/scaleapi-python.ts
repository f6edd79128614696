import type { Call } from "./call.ts";
import { python } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with the Python package `scaleapi`, whose methods take keyword arguments. */
export function scaleapiPythonSample({ api, operation, pathValues, body, query }: Call): string {
  const named = Object.entries(body ?? query).map(
    ([name, value]) => `${name}=${literal(value, python, name.length + 5, 1)}`,
  );
  const values = [...pathValues.map((value) => JSON.stringify(value)), ...named];
  const oneLine = values.join(", ");
  const list = oneLine.length > 60 || oneLine.includes("\n") ? `\n    ${values.join(",\n    ")},\n` : oneLine;
  const invocation = `client.${methodFor(operation.id)}(${list})`;
  const use = operation.id.startsWith("list")
    ? `for task in ${invocation}:\n    print(task.task_id, task.status)`
    : `task = ${invocation}\nprint(task.task_id, task.status)`;
  return `import os\n\nimport scaleapi\n\nclient = scaleapi.ScaleClient(os.environ["${api.keyVariable}"])\n\n${use}`;
}

function methodFor(operationId: string): string {
  const known: Readonly<Record<string, string>> = { getTask: "fetch_task", listTasks: "tasks" };
  return known[operationId] ?? operationId.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
