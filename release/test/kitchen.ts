// oxlint-disable-next-line typescript/no-explicit-any -- a contract that is about to be edited has no type
export type Json = any;

const schema = (): Json => ({
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string" },
    name: { type: "string" },
    kind: { enum: ["soup", "cake"] },
    servings: { type: "integer", minimum: 1, maximum: 9 },
    edition: { const: "first" },
    note: { type: ["string", "null"] },
    heat: { type: "string", default: "low" },
    oven: { type: "object", properties: { brand: { type: "string" } } },
    steps: { type: "array", items: { type: "string" } },
    outcome: {
      type: "object",
      properties: { dish: { type: "string" }, error: { type: "string" } },
      if: { required: ["error"] },
      else: { required: ["dish"] },
    },
    order: {
      oneOf: ["soup", "cake"].map((type) => ({
        type: "object",
        title: `${type} order`,
        required: ["type"],
        properties: { type: { const: type } },
      })),
      discriminator: { propertyName: "type", mapping: { soup: "#/components/schemas/Soup" } },
    },
    choice: {
      oneOf: [
        { title: "Words", type: "string" },
        { title: "Number", type: "integer" },
      ],
    },
  },
});

const json = (): Json => ({ "application/json": { schema: schema() } });

/** An operation with everything in it that an edit can change. Its callback is a component, as in our contracts. */
export const operation = (id: string): Json => ({
  operationId: id,
  tags: ["Cook"],
  summary: "Cook something",
  parameters: [{ name: "guests", in: "query", schema: { type: "string" } }],
  requestBody: {
    required: true,
    content: {
      ...json(),
      "application/x-www-form-urlencoded": {
        schema: schema(),
        encoding: { steps: { style: "form", explode: true } },
      },
    },
  },
  responses: {
    200: {
      description: "Done.",
      headers: { "x-oven": { required: true, schema: { type: "string" } } },
      content: json(),
    },
    404: { description: "No such recipe." },
  },
  callbacks: { served: { $ref: `#/components/callbacks/${id}Served` } },
});

/** The callback that the operation refers to. */
export const callback = (id: string): Json => ({
  "{$request.body#/url}": {
    post: {
      operationId: `${id}OnServed`,
      security: [],
      parameters: [{ name: "scale-callback-auth", in: "header", required: true, schema: { type: "string" } }],
      requestBody: { required: true, content: json() },
      responses: { "2XX": { description: "Thanks." } },
    },
  },
});

export const contract = (): Json => ({
  openapi: "3.1.0",
  info: { title: "Kitchen", version: "1.0.0" },
  servers: [{ url: "https://kitchen.example" }],
  security: [{ key: [] }],
  paths: {},
  components: {
    securitySchemes: {
      key: { type: "http", scheme: "basic" },
      query: { type: "apiKey", in: "query", name: "key" },
    },
    schemas: { Soup: { type: "object" } },
    callbacks: {},
    examples: {},
  },
});
