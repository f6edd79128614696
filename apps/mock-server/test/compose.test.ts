import { readFile } from "node:fs/promises";
import { parseYaml } from "@redocly/openapi-core";
import { expect, onTestFinished, test, vi } from "vitest";
import { configurable, configure, variableOf } from "../src/commands/configuration.ts";
import { serveCommand } from "../src/commands/serve-command.ts";

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly build?: { readonly context: string; readonly dockerfile: string };
}

const compose = parseYaml(await readFile(new URL("../compose.yaml", import.meta.url), "utf8")) as {
  readonly services: Readonly<Record<string, Service>>;
};

/** A value with its defaults, as Docker Compose has it without variables but those that it requires. */
const resolved = (value: string): string =>
  value.replaceAll(/\$\{\w+:-([^}]*)\}/g, "$1").replaceAll(/\$\{\w+:\?[^}]*\}/g, "given");

const mocks = Object.entries(compose.services).filter(([name]) => name.startsWith("mock-"));

test("two instances share one database, and reach each other by their names", () => {
  expect(mocks).toHaveLength(2);
  expect(new Set(mocks.map(([, { environment }]) => environment["TASK_MOCK_STORE"])).size).toBe(1);
  for (const [name, { environment }] of mocks)
    expect(environment["TASK_MOCK_INSTANCE_URL"]).toBe(`http://${name}:4010`);
});

test.each(mocks)(
  "%s is reached from this machine only, with a token that no one else knows",
  (_, service) => {
    expect(service.environment["TASK_MOCK_TOKEN"]).toMatch(/^\$\{TASK_MOCK_TOKEN:\?/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  },
);

test.each(mocks)(
  "%s sets variables that the server knows, to values that it takes",
  async (_, { environment }) => {
    const command = serveCommand();
    const variables = [...configurable(command).keys()].map(variableOf);
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const [name, value] of Object.entries(environment)) {
      expect(variables).toContain(name);
      vi.stubEnv(name, resolved(value));
    }
    await configure(command);
    expect(command.opts()).toMatchObject({
      store: "postgres://mocks:mocks@postgres:5432/mocks",
      allowHost: ["mock-a", "mock-b"],
      allowPrivateCallbacks: true,
    });
  },
);

test("the database has the user, the password and the name of the URL", () => {
  const { environment } = compose.services["postgres"] ?? { environment: {} };
  const url = new URL(resolved(mocks[0]?.[1].environment["TASK_MOCK_STORE"] ?? ""));
  expect([url.username, url.password, url.pathname, url.hostname]).toEqual([
    environment["POSTGRES_USER"],
    resolved(environment["POSTGRES_PASSWORD"] ?? ""),
    `/${environment["POSTGRES_DB"]}`,
    "postgres",
  ]);
});
