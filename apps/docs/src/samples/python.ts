import type { Call } from "./call.ts";
import { python } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with `requests`, the package for HTTP that most Python projects have. */
export function pythonSample(call: Call): string {
  const { operation, responseType } = call;
  const list = argumentsOf(call);
  const short = list.join(", ");
  const isShort = short.length < 60 && !short.includes("\n");
  const invocation = `requests.${operation.method}(${isShort ? short : `\n${list.map((line) => `    ${line},\n`).join("")}`})`;
  return [
    ...(call.credentials === undefined ? [] : ["import os", ""]),
    "import requests",
    "",
    `response = ${invocation}`,
    // Without this, an error would pass for a result.
    "response.raise_for_status()",
    show(responseType),
  ].join("\n");
}

function argumentsOf({ url, query, credentials, body, responseType }: Call): string[] {
  const parameters = Object.entries(query).map(([name, value]) => `"${name}": ${literal(value, python)}`);
  const key = credentials && `os.environ["${credentials.variable}"]`;
  if (credentials?.kind === "query") parameters.push(`"${credentials.name}": ${key}`);
  return [
    `"${url}"`,
    parameters.length > 0 && `params={${parameters.join(", ")}}`,
    credentials?.kind === "basic" && `auth=(${key}, "")`,
    body !== undefined && `json=${literal(body, python, 9, 1)}`,
    responseType === "text/event-stream" && "stream=True",
    // By itself, requests waits forever.
    "timeout=30",
  ].filter((argument) => argument !== false);
}

function show(responseType: string | undefined): string {
  if (responseType === "text/event-stream")
    return "for line in response.iter_lines(decode_unicode=True):\n    print(line)";
  if (responseType?.startsWith("text/") === true) return "print(response.text)";
  return responseType === "application/json" ? "print(response.json())" : "print(response.status_code)";
}
