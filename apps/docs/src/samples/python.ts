import type { Call } from "./call.ts";
import { python } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with the standard library of Python. */
export function pythonSample(call: Call): string {
  const { query, credentials } = call;
  const parameters = Object.entries(query).map(([name, value]) => `"${name}": ${literal(value, python)}`);
  if (credentials?.kind === "query") {
    parameters.push(`"${credentials.name}": os.environ["${credentials.variable}"]`);
  }
  const hasQuery = parameters.length > 0;
  return [
    ...importsFor(call, hasQuery),
    "",
    hasQuery && `query = urlencode({${parameters.join(", ")}})`,
    // Before Python 3.12 the quotes inside an f-string must be other ones.
    credentials?.kind === "basic" &&
      `token = base64.b64encode(f"{os.environ['${credentials.variable}']}:".encode()).decode()`,
    `request = ${requestOf(call, hasQuery)}`,
    "with urlopen(request) as response:",
    `    ${show(call)}`,
  ]
    .filter((line) => line !== false)
    .join("\n");
}

function importsFor({ credentials, body, answerType }: Call, hasQuery: boolean): string[] {
  return [
    credentials?.kind === "basic" && "import base64",
    (answerType === "application/json" || body !== undefined) && "import json",
    credentials !== undefined && "import os",
    hasQuery && "from urllib.parse import urlencode",
    "from urllib.request import Request, urlopen",
  ].filter((line) => line !== false);
}

function requestOf({ operation, url, credentials, body }: Call, hasQuery: boolean): string {
  const headers = [
    credentials?.kind === "basic" && '"authorization": f"Basic {token}"',
    body !== undefined && '"content-type": "application/json"',
  ].filter((header) => header !== false);
  const options = [
    hasQuery ? `f"${url}?{query}"` : `"${url}"`,
    operation.method !== "get" && `method="${operation.method.toUpperCase()}"`,
    headers.length > 0 && `headers={${headers.join(", ")}}`,
    body !== undefined && `data=json.dumps(${literal(body, python, 24, 1)}).encode()`,
  ].filter((option) => option !== false);
  return options.length === 1
    ? `Request(${options[0]})`
    : `Request(\n${options.map((line) => `    ${line},\n`).join("")})`;
}

function show({ answerType }: Call): string {
  if (answerType === "text/event-stream")
    return 'for line in response:\n        print(line.decode(), end="")';
  return answerType === "application/json" ? "print(json.load(response))" : "print(response.status)";
}
