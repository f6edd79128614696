import { type ApiId, apiIds } from "@task-contracts/mock/apis/api-ids";
import { contracts } from "@task-contracts/mock/apis/contracts";
import { dereference } from "@task-contracts/openapi-model";

interface MediaType {
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface ParameterObject {
  readonly name: string;
  readonly in: string;
  readonly example?: unknown;
}

interface OperationObject {
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;

/** An operation as the contract has it, with an URL that fits it. */
export interface OperationCase {
  readonly api: ApiId;
  readonly operationId: string;
  readonly method: string;
  /** With the example values of the path parameters, below the API's base URL. */
  readonly path: string;
  /** By name; empty for operations without a body. */
  readonly requests: Readonly<Record<string, unknown>>;
  /** By status and then by name. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** All operations of all APIs, read from the bundled contracts: the oracle of the tests. */
export const operationCases: readonly OperationCase[] = (
  await Promise.all(
    apiIds.map(async (api) => {
      const document = dereference(await contracts[api].loadDocument()) as { paths: Paths };
      return Object.entries(contracts[api].operations).map(([operationId, { method, path }]) => {
        const operation = document.paths[path]?.[method.toLowerCase()];
        const shared = document.paths[path]?.["parameters"] as unknown as ParameterObject[] | undefined;
        if (!operation) throw new Error(`${api} has no ${method} ${path}.`);
        return {
          api,
          operationId,
          method,
          path: fill(path, [...(shared ?? []), ...(operation.parameters ?? [])]),
          requests: examplesOf(operation.requestBody?.content["application/json"]),
          responses: Object.fromEntries(
            Object.entries(operation.responses).map(([status, { content = {} }]) => [
              status,
              examplesOf(Object.values(content)[0]),
            ]),
          ),
        };
      });
    }),
  )
).flat();

const { components } = (await contracts["scale-v1"].loadDocument()) as unknown as {
  readonly components: {
    readonly schemas: { readonly Task: { readonly discriminator: { readonly mapping: object } } };
  };
};

/** The types of tasks that the contract of Scale v1 has, as `type` names them. */
export const scaleTaskTypes: readonly string[] = Object.keys(components.schemas.Task.discriminator.mapping);

/** One operation, for tests that need just any or a certain one. */
export const operationCase = (api: ApiId, operationId: string): OperationCase => {
  const found = operationCases.find((each) => each.api === api && each.operationId === operationId);
  if (!found) throw new Error(`${api} has no operation ${operationId}.`);
  return found;
};

function examplesOf(content: MediaType | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(content?.examples ?? {}).map(([name, { value }]) => [name, value]),
  );
}

function fill(path: string, parameters: readonly ParameterObject[]): string {
  return path.replaceAll(/\{(.+?)\}/g, (_, name: string) =>
    String(parameters.find((parameter) => parameter.name === name)?.example),
  );
}
