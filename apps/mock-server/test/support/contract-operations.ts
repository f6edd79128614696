import { dereference, type OpenApiDocument } from "@task-contracts/openapi-model";
import { type ApiId, apiIds } from "@task-contracts/mock/apis/api-ids";
import { controlApiId } from "@task-contracts/mock/control/api-id";
import { controlContract } from "@task-contracts/mock/control/contract";
import { contracts } from "@task-contracts/mock/apis/contracts";

/** As much of JSON Schema as the requests of our contracts need. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly if?: Schema;
  readonly else?: Schema;
  readonly oneOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly schema: Schema;
}

/** An operation with everything that its requests are made of. */
/** An API that has a contract here. */
export type ContractId = ApiId | typeof controlApiId;

/** The contracts of all APIs, the control API among them. */
export const allContracts = { ...contracts, [controlApiId]: controlContract };

export interface ContractOperation<Api extends ContractId = ApiId> {
  readonly api: Api;
  readonly operationId: string;
  readonly method: string;
  /** With names in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of the JSON body. Absent for operations without one. */
  readonly body?: Schema;
}

interface OperationObject {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const contractIds: readonly ContractId[] = [...apiIds, controlApiId];

/** The bundled contracts as they are, by API. */
export const documents = Object.fromEntries(
  await Promise.all(contractIds.map(async (api) => [api, await allContracts[api].loadDocument()] as const)),
) as Readonly<Record<ContractId, OpenApiDocument>>;

const readOperations = <Api extends ContractId>(api: Api): ContractOperation<Api>[] => {
  const { paths } = dereference(documents[api]) as {
    paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const { operationId, parameters = [], requestBody } = operation;
      const body = requestBody?.content["application/json"]?.schema;
      if (operationId === undefined) return [];
      const shared = (item["parameters"] ?? []) as readonly Parameter[];
      return [
        { api, operationId, method, path, parameters: [...shared, ...parameters], ...(body && { body }) },
      ];
    }),
  );
};

/** All operations of all mocked APIs, with the schemas of their requests. */
export const contractOperations: readonly ContractOperation[] = apiIds.flatMap(readOperations);

/** Those of the control API. */
export const controlOperations: readonly ContractOperation<ContractId>[] = readOperations(controlApiId);
