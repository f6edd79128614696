import { listOperations, examplesOf, type OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import { terse } from "../../scripts/terse-documents.ts";
import { contracts } from "../../src/apis/contracts.ts";

test("a bundled description lacks words for people, and nothing that means something", () => {
  const schema = {
    description: "A task.",
    properties: { description: { type: "string", description: "Of it.", default: "description" } },
    examples: [{ description: "Sort", summary: "Sorted" }],
    example: { description: "Sort" },
    enum: [{ summary: "one" }],
    const: { summary: "one" },
  };
  const media = { schema, examples: { sorted: { summary: "Sorted", value: { summary: "kept" } } } };
  expect(terse({ summary: "Things", description: "All of them.", media })).toEqual({
    media: {
      schema: {
        properties: { description: { type: "string", default: "description" } },
        examples: schema.examples,
        example: schema.example,
        enum: schema.enum,
        const: schema.const,
      },
      examples: { sorted: { value: { summary: "kept" } } },
    },
  });
});

/** All examples of bodies, by their operations. */
const valuesIn = (described: OpenApiDocument): unknown[] =>
  listOperations(described).map(({ id, responses }) => {
    const media = Object.values(responses).flatMap(({ content = {} }) => Object.values(content));
    return [
      id,
      media.map((it) => [it.example, examplesOf(described, it).map(({ name, value }) => [name, value])]),
    ];
  });

test.each(Object.values(contracts))("the examples of $apiId stay as they are", async ({ loadDocument }) => {
  const document = await loadDocument();
  const short = terse(document) as OpenApiDocument;
  expect(valuesIn(short)).toEqual(valuesIn(document));
  expect(JSON.stringify(short).length).toBeLessThan(JSON.stringify(document).length * 0.8);
});
