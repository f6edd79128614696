import { describe, expect, test } from "vitest";
import { builtApis } from "./built-apis.ts";

type Json = Readonly<Record<string, unknown>>;

const methods = /^(?:get|put|post|delete|options|head|patch|trace)$/;

/** What is below a node, or nothing. */
function at(node: unknown, ...path: readonly string[]): Json {
  return path.reduce<Json>((part, key) => (part[key] ?? {}) as Json, (node ?? {}) as Json);
}

describe.for(builtApis)("the operation table of $id", ({ contract, operationTable }) => {
  // The generator's own way through a contract is not used here, so that its mistakes show.
  const follow = (node: unknown): Json => {
    const { $ref } = at(node);
    return typeof $ref === "string" ? follow(at(contract, ...$ref.slice(2).split("/"))) : at(node);
  };
  const keysOf = (node: unknown): string[] => Object.keys(at(node));

  const operations = Object.entries(at(contract, "paths")).flatMap(([path, item]) =>
    keysOf(item)
      .filter((key) => methods.test(key))
      .map((method) => ({ path, method, item: at(item), operation: at(item, method) })),
  );

  test("has each operation of the contract, and no other", () => {
    const ids = operations.map(({ operation }) => operation["operationId"]);
    expect(Object.keys(operationTable)).toEqual(ids);
  });

  test.for(operations)(
    "says of $method $path what the contract says",
    ({ path, method, item, operation }) => {
      const body = follow(operation["requestBody"]);
      const security = (operation["security"] ?? contract.security ?? []) as Json[];
      expect(operationTable[operation["operationId"] as string]).toEqual({
        method: method.toUpperCase(),
        path,
        parameters: [item["parameters"] ?? [], operation["parameters"] ?? []]
          .flat()
          .map(follow)
          .map(({ name, in: place, required = false }) =>
            expect.objectContaining({ name, in: place, required }),
          ),
        requestMediaTypes: keysOf(body["content"]),
        requestBodyRequired: body["required"] ?? false,
        security: security.map((requirement) => {
          const [name] = Object.keys(requirement);
          const {
            type,
            scheme,
            in: place,
            name: key,
          } = follow(at(contract, "components", "securitySchemes", name ?? ""));
          if (type === "http") return { type, scheme };
          return type === undefined ? { type: "none" } : { type, in: place, name: key };
        }),
        responses: Object.fromEntries(
          Object.entries(at(operation, "responses")).map(([status, response]) => [
            status,
            keysOf(follow(response)["content"]),
          ]),
        ),
        callbacks: Object.entries(at(operation, "callbacks")).map(([name, callback]) => {
          const [url = "", calls] = Object.entries(follow(callback))[0] ?? [];
          const [verb = ""] = keysOf(calls);
          const call = at(calls, verb);
          return {
            name,
            url,
            method: verb.toUpperCase(),
            headers: ((call["parameters"] ?? []) as Json[]).map((parameter) => follow(parameter)["name"]),
            mediaTypes: keysOf(follow(call["requestBody"])["content"]),
            accepted: keysOf(call["responses"]).filter((status) => status.startsWith("2")),
          };
        }),
      });
    },
  );

  test("cannot be changed, not even deep inside", () => {
    for (const { parameters, responses } of Object.values(operationTable)) {
      expect(Object.isFrozen(parameters)).toBe(true);
      expect(Object.values(responses).every((mediaTypes) => Object.isFrozen(mediaTypes))).toBe(true);
    }
  });
});
