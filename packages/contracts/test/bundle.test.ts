import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Reference, resolve } from "@task-contracts/openapi-model";
import { builtApis } from "./built-apis.ts";

const openapi = dirname(fileURLToPath(import.meta.resolve("@task-contracts/openapi/package.json")));

/** All values below a node, itself included. */
function descend(node: unknown): unknown[] {
  const children = typeof node === "object" && node !== null ? Object.values(node) : [];
  return [node, ...children.flatMap(descend)];
}

function componentFiles(api: string): string[] {
  const folder = join(openapi, api, "components");
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
}

test("there is a bundle for each folder with a contract", () => {
  const folders = readdirSync(openapi, { recursive: true, encoding: "utf8" })
    .filter((file) => basename(file) === "openapi.yaml")
    .map((file) => dirname(file));
  expect(builtApis.map(({ id }) => id)).toEqual(folders.toSorted());
});

describe.for(builtApis)("the bundle of $id", (api) => {
  test("contains every component that the contract has a file for", () => {
    const components = Object.entries(api.contract.components ?? {}).flatMap(([kind, members]) =>
      Object.keys(members as object).map((name) => `${kind}/${name}.yaml`),
    );
    expect(components).toEqual(expect.arrayContaining(componentFiles(api.id)));
  });

  test("refers to nothing outside and to nothing that is missing", () => {
    const references = descend(api.contract).filter(
      (node): node is Reference => typeof Object(node).$ref === "string",
    );
    for (const reference of references) {
      expect(reference.$ref).toMatch(/^#\/components\//);
      expect(resolve<object>(api.contract, reference)).toBeTypeOf("object");
    }
  });

  test("keeps the mapping of every discriminator, which leads to component schemas", () => {
    const mappings = descend(api.contract).flatMap((node) => Object(node).discriminator?.mapping ?? []);
    for (const mapping of mappings) {
      for (const reference of Object.values(mapping as Record<string, string>)) {
        expect(reference).toMatch(/^#\/components\/schemas\//);
        expect(resolve<object>(api.contract, { $ref: reference })).toBeTypeOf("object");
      }
    }
  });
});

test("a task of scale-v1 is told by its type", () => {
  const scale = builtApis.find(({ id }) => id === "scale-v1");
  expect(scale?.contract.components?.schemas?.["Task"]).toMatchObject({
    discriminator: {
      propertyName: "type",
      mapping: { annotation: "#/components/schemas/AnnotationTask" },
    },
  });
});
