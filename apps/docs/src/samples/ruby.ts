import type { Call } from "./call.ts";
import { ruby } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Writes a call with the standard library of Ruby. */
export function rubySample({ operation, url, query, credentials, body, responseType }: Call): string {
  const key = credentials && `ENV.fetch("${credentials.variable}")`;
  const parameters = Object.entries(query).map(([name, value]) => `${name}: ${literal(value, ruby)}`);
  if (credentials?.kind === "query") parameters.push(`${credentials.name}: ${key}`);
  const verb = operation.method.charAt(0).toUpperCase() + operation.method.slice(1);
  const isStream = responseType === "text/event-stream";
  const lines = [
    body !== undefined && 'require "json"',
    'require "net/http"',
    "",
    `uri = URI("${url}")`,
    parameters.length > 0 && `uri.query = URI.encode_www_form(${parameters.join(", ")})`,
    `request = Net::HTTP::${verb}.new(uri)`,
    credentials?.kind === "basic" && `request.basic_auth(${key}, "")`,
    body !== undefined && 'request["content-type"] = "application/json"',
    body !== undefined && `request.body = JSON.generate(${literal(body, ruby, 30)})`,
    "",
    `Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|`,
    isStream
      ? "  http.request(request) { |response| response.read_body { |text| print text } }"
      : `  response = http.request(request)\n  puts response.${responseType === undefined ? "code" : "body"}`,
    "end",
  ];
  return lines.filter((line) => line !== false).join("\n");
}
