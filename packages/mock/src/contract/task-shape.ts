import {
  listOperations,
  type OpenApiDocument,
  resolve,
  type Schema,
  type SchemaObject,
} from "@task-contracts/openapi-model";

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

/**
 * Reads from a contract which operation makes which type of task, and where each parameter goes. So a new type of
 * task needs no change here.
 *
 * @example
 * readTaskShapes(scaleV1).get("createCategorizationTask")?.type; // "categorization"
 */
export const readTaskShapes = (document: OpenApiDocument): TaskShapes => {
  const propertiesOf = (schema: Schema | undefined): Readonly<Record<string, Schema>> =>
    typeof schema === "object" ? (resolve<SchemaObject>(document, schema).properties ?? {}) : {};
  const shapes = new Map<string, TaskShape>();
  for (const { id, method, requestBody, responses } of listOperations(document)) {
    if (method !== "post" || !requestBody) continue;
    const properties = propertiesOf(responses["200"]?.content?.["application/json"]?.schema);
    const { const: type } = Object(properties["type"]) as SchemaObject;
    if (typeof type !== "string") continue;
    const params = Object.keys(propertiesOf(properties["params"]));
    shapes.set(id, { type, properties: Object.keys(properties), params });
  }
  return shapes;
};
