import type { Call } from "./call.ts";
import { javascript } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with `fetch`, which needs no client: in JavaScript, or in TypeScript. */
export function fetchSample(call: Call, language: "javascript" | "typescript"): string {
  const isTyped = language === "typescript";
  const { url, query, credentials } = call;
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString();
  const lines: string[] = [];
  let address = JSON.stringify(text === "" ? url : `${url}?${text}`);
  if (credentials?.kind === "query") {
    lines.push(
      `const url = new URL(${address});`,
      `url.searchParams.set("${credentials.name}", process.env.${credentials.variable}${isTyped ? ' ?? ""' : ""});`,
    );
    address = "url";
  }
  lines.push(
    `const response = await fetch(${[address, ...initOf(call)].join(", ")});`,
    // Without this, an error would pass for a result.
    "if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);",
    show(call, isTyped),
  );
  return lines.join("\n");
}

/** The second argument of `fetch`, if one is needed. */
function initOf({ operation, credentials, body }: Call): string[] {
  const headers = [
    credentials?.kind === "basic" &&
      `authorization: \`Basic \${btoa(\`\${process.env.${credentials.variable}}:\`)}\``,
    body !== undefined && '"content-type": "application/json"',
  ].filter((header) => header !== false);
  const properties = [
    operation.method !== "get" && `method: "${operation.method.toUpperCase()}"`,
    headers.length > 0 && `headers: ${braces(headers, 1)}`,
    body !== undefined && `body: JSON.stringify(${literal(body, javascript, 24, 1)})`,
  ].filter((property) => property !== false);
  return properties.length === 0 ? [] : [braces(properties, 0)];
}

/** An object on one line if it has one short property, otherwise on several. */
function braces(properties: readonly string[], level: number): string {
  const [only = ""] = properties;
  if (properties.length === 1 && only.length < 60) return `{ ${only} }`;
  const indent = "  ".repeat(level);
  return `{\n${properties.map((property) => `${indent}  ${property},\n`).join("")}${indent}}`;
}

function show({ responseType }: Call, isTyped: boolean): string {
  if (responseType === "text/event-stream") {
    return `for await (const text of response.body${isTyped ? "!" : ""}.pipeThrough(new TextDecoderStream())) {
  console.log(text);
}`;
  }
  if (responseType?.startsWith("text/") === true) return "console.log(await response.text());";
  return responseType === undefined ? "console.log(response.status);" : "console.log(await response.json());";
}
