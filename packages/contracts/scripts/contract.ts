import { ContractError } from "./contract-error.ts";

/** The parts of OpenAPI 3.1 that the generators read; what they do not read stays untyped. */
export interface Contract {
  readonly openapi: string;
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly components?: Components;
  readonly security?: readonly SecurityRequirement[];

  /** Whether `null` in JSON requests means that an optional property is absent. */
  readonly "x-null-is-absent"?: boolean;
}

export interface Components {
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly securitySchemes?: Readonly<Record<string, Ref | SecuritySchemeObject>>;
}

/** A JSON Schema 2020-12; `true` and `false` are schemas too. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

export interface Ref {
  readonly $ref: string;
}

export type Method = "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace";

export type PathItem = { readonly [method in Method]?: OperationObject } & {
  readonly parameters?: readonly (Ref | ParameterObject)[];
};

export interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly (Ref | ParameterObject)[];
  readonly requestBody?: Ref | RequestBodyObject;
  readonly responses?: Readonly<Record<string, Ref | ResponseObject>>;
  readonly security?: readonly SecurityRequirement[];
  readonly callbacks?: Readonly<Record<string, Ref | CallbackObject>>;
}

export type CallbackObject = Readonly<Record<string, PathItem>>;

export interface ParameterObject {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: Schema;
}

export interface MediaType {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Ref | { readonly value?: unknown }>>;
}

export interface RequestBodyObject {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface ResponseObject {
  readonly content?: Readonly<Record<string, MediaType>>;
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export interface SecuritySchemeObject {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
}

/** A bundled contract and the API id that errors name. */
export interface BundledApi {
  readonly id: string;
  readonly contract: Contract;
}

/**
 * Follows local `$ref`s until something else is found.
 *
 * @example
 * resolve(api, { $ref: "#/components/responses/NotFound" }); // the response object
 */
export function resolve<T extends object>(api: BundledApi, node: T | Ref): T {
  let found: T | Ref = node;
  while ("$ref" in found) found = lookUp(api, found.$ref) as T | Ref;
  return found;
}

function lookUp(api: BundledApi, ref: string): unknown {
  let found: unknown = api.contract;
  for (const step of ref.replace(/^#\//, "").split("/")) {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    found = (found as Record<string, unknown> | undefined)?.[key];
  }
  if (found !== undefined) return found;
  throw new ContractError(api.id, ref, "a $ref leads to nothing in the bundle", "Correct the $ref.");
}
