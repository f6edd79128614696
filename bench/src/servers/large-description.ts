const text =
  "What this is, where it comes from, and what to do with it, as such descriptions say at some length. ";

const json = (schema: object): object => ({ "application/json": { schema } });

const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** Objects of a resource have forty properties, some of which are shared, and belong to one of the resource before. */
const schemaOf = (index: number): object => ({
  type: "object",
  description: text.repeat(5),
  required: ["id", "status", "name"],
  properties: {
    id: { type: "string", example: `res${index}_4f9a` },
    status: { enum: ["queued", "running", "completed", "failed", "canceled"] },
    name: { type: "string", maxLength: 200 },
    owner: reference("Person"),
    parent: index === 0 ? reference("Person") : reference(`Resource${index - 1}`),
    ...Object.fromEntries(
      Array.from({ length: 35 }, (_, each) => [
        `field_${each}`,
        { type: each % 2 === 0 ? "string" : "integer", description: text.repeat(10) },
      ]),
    ),
  },
});

const operations = (index: number): object => {
  const one = { description: "One.", content: json(reference(`Resource${index}`)) };
  const error = { description: "An error.", content: json(reference("Problem")) };
  const responses = { 200: one, 404: error };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const described = { description: text.repeat(20) };
  return {
    [`/resources-${index}`]: {
      get: {
        ...described,
        operationId: `list${index}`,
        parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
        responses: {
          200: {
            description: "All.",
            content: json({
              type: "object",
              required: ["data"],
              properties: { data: { type: "array", items: reference(`Resource${index}`) } },
            }),
          },
        },
      },
      post: {
        ...described,
        operationId: `create${index}`,
        requestBody: { content: json(reference(`Resource${index}`)) },
        responses: { 201: one, 400: error },
      },
    },
    [`/resources-${index}/{id}`]: {
      get: { ...described, operationId: `get${index}`, parameters: [id], responses },
      delete: { ...described, operationId: `delete${index}`, parameters: [id], responses },
    },
    [`/resources-${index}/{id}/cancel`]: {
      post: { ...described, operationId: `cancel${index}`, parameters: [id], responses },
    },
  };
};

/**
 * Writes an OpenAPI description as large ones are: with 60 resources it has 300 operations and 3 MB, and its objects
 * refer to each other.
 *
 * @param resources Each has five operations: list, create, get, delete and cancel.
 */
export const largeDescription = (resources: number): object => {
  const indices = Array.from({ length: resources }, (_, index) => index);
  return {
    openapi: "3.1.0",
    info: { title: "Large", version: "1" },
    paths: Object.assign({}, ...indices.map(operations)) as object,
    components: {
      schemas: {
        Problem: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
        Person: { type: "object", properties: { name: { type: "string" }, manager: reference("Person") } },
        ...Object.fromEntries(indices.map((index) => [`Resource${index}`, schemaOf(index)])),
      },
    },
  };
};
