import {
  type OpenApiDocument,
  resolve,
  type Schema,
  type SchemaObject,
  schemasAt,
} from "@task-contracts/openapi-model";

/** The location of tasks in the body of a message. */
export interface TaskPlace {
  /** The keys of the path to the task, or to the array of tasks. */
  readonly steps: readonly string[];
  readonly isList: boolean;
  /** The schema of the task, which may be that of one type of task. */
  readonly schema: Schema;
}

/** Wrappers such as `{ "data": { "task": … } }`. */
const DEEPEST = 2;

/** Recognizes the tasks of an API by their schema. */
export class TaskSchemas {
  readonly #document: OpenApiDocument;
  /** The schema that declares the life cycle, and those of single types of tasks. */
  readonly #known: ReadonlySet<object>;

  /** @param schema That of all tasks. */
  constructor(document: OpenApiDocument, schema: Schema) {
    this.#document = document;
    this.#known = new Set(this.#typesOf(schema));
  }

  /**
   * Whether a schema is that of a task, or of any of some types of tasks.
   *
   * @example
   * schemas.isTask({ $ref: "#/components/schemas/CategorizationTask" }); // true
   */
  isTask(schema: Schema | undefined): boolean {
    const resolved = this.#target(schema);
    if (!resolved) return false;
    if (this.#known.has(resolved)) return true;
    const { allOf = [] } = resolved;
    const alternatives = alternativesOf(resolved);
    return (
      allOf.some((part) => this.isTask(part)) ||
      (alternatives.length > 0 && alternatives.every((part) => this.isTask(part)))
    );
  }

  /**
   * Finds the task, or the list of tasks, in the body of a message.
   *
   * @example
   * schemas.find({ type: "object", properties: { data: { $ref: "#/components/schemas/Task" } } }); // steps: ["data"]
   */
  find(schema: Schema | undefined, steps: readonly string[] = []): TaskPlace | undefined {
    if (typeof schema !== "object") return undefined;
    if (this.isTask(schema)) return { steps, isList: false, schema };
    const variants = schemasAt(this.#document, schema, []);
    for (const { items } of variants) {
      if (typeof items === "object" && this.isTask(items)) return { steps, isList: true, schema: items };
    }
    if (steps.length === DEEPEST) return undefined;
    for (const { properties = {} } of variants) {
      for (const [name, property] of Object.entries(properties)) {
        const found = this.find(property, [...steps, name]);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** The schema of tasks with that of each type. */
  #typesOf(schema: Schema): SchemaObject[] {
    const resolved = this.#target(schema);
    return resolved ? [resolved, ...alternativesOf(resolved).flatMap((part) => this.#typesOf(part))] : [];
  }

  /** The target of a schema's `$ref`, whatever is next to it: the object that identifies it. */
  #target(schema: Schema | undefined): SchemaObject | undefined {
    if (typeof schema !== "object") return undefined;
    return schema.$ref === undefined ? schema : resolve<SchemaObject>(this.#document, { $ref: schema.$ref });
  }
}

/** A schema with alternatives represents any of them. */
const alternativesOf = ({ oneOf = [], anyOf = [] }: SchemaObject): readonly Schema[] => [...oneOf, ...anyOf];
