const render = {
  description: "A render.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Render" } } },
};

/** A description without a declared life cycle. */
export const renders = {
  openapi: "3.1.0",
  info: { title: "Renders", version: "1" },
  paths: {
    "/renders": { post: { responses: { 201: render } } },
    "/renders/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: render },
      },
    },
  },
  components: {
    schemas: {
      Render: {
        type: "object",
        required: ["id", "status"],
        properties: {
          id: { type: "string" },
          status: { enum: ["queued", "rendering", "done", "failed"] },
          url: { type: "string", format: "uri", example: "https://files.example/lamp.png" },
          error: { type: "string" },
        },
      },
    },
  },
};
