import type { OpenApiDocument } from "../../contract.ts";

/** What the contract says of a type of task, as far as the engine needs it to make one. */
export interface TaskShape {
  /** The value of `type`. */
  readonly type: string;
  /** The properties of the task, in contract order. */
  readonly properties: readonly string[];
  /** The properties of `params`. */
  readonly params: readonly string[];
}

/** By the operationId that creates them. */
export type TaskShapes = ReadonlyMap<string, TaskShape>;

interface Schema {
  readonly $ref?: string;
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: unknown;
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/**
 * Reads from a contract which operation makes which type of task, and where each parameter goes. So a new type of
 * task needs no change here.
 *
 * @example
 * readTaskShapes(scaleV1).get("createCategorizationTask")?.type; // "categorization"
 */
export const readTaskShapes = (contract: OpenApiDocument): TaskShapes => {
  const document = contract as unknown as Document;
  const shapes = new Map<string, TaskShape>();
  for (const { post } of Object.values(document.paths)) {
    const schema = post?.requestBody && post.responses["200"]?.content?.["application/json"]?.schema;
    if (!post || !schema) continue;
    const { properties = {} } = follow(document, schema);
    const type = properties["type"]?.const;
    if (type === undefined) continue;
    const params = follow(document, properties["params"] ?? {});
    shapes.set(post.operationId, {
      type,
      properties: Object.keys(properties),
      params: Object.keys(params.properties ?? {}),
    });
  }
  return shapes;
};

const follow = (document: Document, schema: Schema): Schema => {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : follow(document, document.components.schemas[name] ?? {});
};
