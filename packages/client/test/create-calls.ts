import contract from "@task-contracts/contracts/scale-v1.json" with { type: "json" };
import type { CallOptions, CategorizationRequest, ScaleClient, Task } from "../src/scale/index.ts";

interface CreateOperation {
  readonly operationId: string;
  readonly requestBody: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: {
    readonly 200: { readonly content: { readonly "application/json": { readonly schema: Reference } } };
  };
}

interface MediaType {
  readonly examples: Readonly<Record<string, Reference>>;
}

interface Reference {
  readonly $ref: string;
}

/** A documented request that creates a task. */
export interface CreateCall {
  /** The example's name in the contract. */
  readonly name: string;
  readonly type: string;
  /** Without a `callback_url`: that of the client will do. */
  readonly body: object;
  readonly create: (scale: ScaleClient, options?: CallOptions) => Promise<Task>;
}

/** The types of tasks, in the order of the contract. */
export const taskTypes = Object.keys(contract.components.schemas.Task.discriminator.mapping);

const schemas: Readonly<Record<string, object>> = contract.components.schemas;

const nameIn = ({ $ref }: Reference): string => $ref.split("/").at(-1) ?? "";

/** The type of the tasks that an operation creates. */
const typeOf = (operation: CreateOperation): string => {
  const { schema } = operation.responses["200"].content["application/json"];
  const task = schemas[nameIn(schema)] as { properties: { type: { const: string } } };
  return task.properties.type.const;
};

const operations: readonly CreateOperation[] = Object.values(contract.paths).flatMap((item) =>
  "post" in item && "requestBody" in item.post ? [item.post] : [],
);

const examples = contract.components.examples as unknown as Readonly<
  Record<string, { readonly value: Readonly<Record<string, unknown>> }>
>;

/** Every request that the contract shows, for what must hold for each type of task. */
export const createCalls: readonly CreateCall[] = operations.flatMap((operation) => {
  const { operationId, requestBody } = operation;
  const type = typeOf(operation);
  return Object.entries(requestBody.content["application/json"]?.examples ?? {}).map(([name, reference]) => {
    const { callback_url: _, ...body } = examples[nameIn(reference)]?.value ?? {};
    // Any create method: they differ in types only, which the contract's own examples need not prove.
    const create: CreateCall["create"] = (scale, options) =>
      scale[operationId as "createCategorizationTask"](body as CategorizationRequest, options);
    return { name, type, body, create };
  });
});

/** Every callback about a completed task that the contract shows, failures among them. */
export const completedCallbacks = Object.entries(examples).flatMap(([name, { value }]) =>
  "task" in value && "response" in value
    ? [{ name, type: (value["task"] as Task).type, callback: value }]
    : [],
);
