import { listOperations } from "@task-contracts/openapi-model";
import type { LintedDocument } from "../contract/linted-document.ts";
import { expect, test } from "vitest";
import type { Api } from "../contract/load-api.ts";
import { redocDefinition, serviceSamples } from "./redoc-definition.ts";

const contract: LintedDocument = {
  openapi: "3.1.0",
  info: { title: "Kilns", version: "1.0.0", summary: "Fire pots.", description: "See [Errors](#errors)." },
  servers: [
    { url: "https://kiln.example", description: "Started with `kiln`." },
    { url: "http://127.0.0.1:4010/kiln", description: "The mock." },
  ],
  tags: [{ name: "Pots", description: "All about pots." }],
  paths: {
    "/pots": {
      get: {
        operationId: "listPots",
        tags: ["Pots"],
        summary: "List pots",
        description: "Lists them.",
        responses: { 200: { description: "Pots." } },
      },
    },
  },
  components: {
    schemas: { Pot: { if: { required: ["crack"] }, else: { required: ["glaze"] } } },
  },
};

const api: Api = {
  id: "kiln-v1",
  shortName: "Kiln",
  chooseIt: "For potters.",
  sampleParameters: [],
  contract,
  operations: listOperations(contract),
  callbacks: [],
  changed: "2026-01-01",
};

test("every operation has a sample in each language", () => {
  const operation = redocDefinition(api).paths["/pots"]?.get as unknown as Record<string, { lang: string }[]>;
  expect(operation["x-codeSamples"]?.map(({ lang }) => lang)).toEqual([
    "bash",
    "typescript",
    "javascript",
    "python",
    "ruby",
  ]);
});

test("samples are for the mock, and there are others for the service", () => {
  const operation = redocDefinition(api).paths["/pots"]?.get as unknown as Record<
    string,
    { source: string }[]
  >;
  expect(operation["x-codeSamples"]?.[0]?.source).toBe("curl http://127.0.0.1:4010/kiln/pots");
  expect(serviceSamples(api)["listPots"]?.[0]?.source).toBe("curl https://kiln.example/pots");
});

test("an operation links to its page", () => {
  expect(redocDefinition(api).paths["/pots"]?.get?.description).toMatch(/^Lists them\.[^]*\(list-pots\/\)$/);
});

test("links to headings become links to the routes of Redoc", () => {
  expect(redocDefinition(api).info.description).toBe("See [Errors](#/section/errors).");
});

test("cases of a schema are named after what they require", () => {
  expect(redocDefinition(api).components.schemas?.["Pot"]).toEqual({
    if: { required: ["crack"], title: "with crack" },
    else: { required: ["glaze"], title: "with glaze" },
  });
});

test("the contract itself stays as it is", () => {
  const before = structuredClone(contract);
  redocDefinition(api);
  expect(contract).toEqual(before);
});
