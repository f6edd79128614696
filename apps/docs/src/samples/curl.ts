import type { Call } from "./call.ts";
import { json } from "./dialects.ts";
import { literal } from "./literal.ts";

/**
 * Writes a call as a command for curl and a POSIX shell. The key comes out of the environment, so that it stands neither
 * in the shell's history nor on the screen.
 */
export function curlSample({ operation, url, query, credentials, body, responseType }: Call): string {
  const method = operation.method.toUpperCase();
  const parameters = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  if (credentials?.kind === "query") parameters.push(`${credentials.name}=$${credentials.variable}`);
  const address = parameters.length > 0 ? `"${url}?${parameters.join("&")}"` : url;
  // curl sends GET by itself, and POST when there is a body.
  const isImplied = method === "GET" || (method === "POST" && body !== undefined);
  const options = [
    responseType === "text/event-stream" && "--no-buffer",
    credentials?.kind === "basic" && `-u "$${credentials.variable}:"`,
    body !== undefined && '-H "content-type: application/json"',
    body !== undefined && `-d ${shellQuote(literal(body, json))}`,
  ];
  return [`curl ${isImplied ? "" : `-X ${method} `}${address}`, ...options.filter(Boolean)].join(" \\\n  ");
}

/** Between single quotes a shell changes nothing; a single quote itself must stand outside of them. */
const shellQuote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
