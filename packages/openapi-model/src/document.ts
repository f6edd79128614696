/**
 * The parts of OpenAPI 3.x that this project reads. All other parts are untyped. Documents are written by people: every
 * member is optional unless OpenAPI itself is meaningless without it.
 */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Info;
  readonly jsonSchemaDialect?: string;
  readonly servers?: readonly Server[];
  readonly security?: readonly SecurityRequirement[];
  readonly tags?: readonly Tag[];
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, Reference | PathItem>>;
  readonly components?: Components;
}

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description?: string;
}

export interface Server {
  readonly url: string;
  readonly description?: string;
}

export interface Tag {
  readonly name: string;
  readonly description?: string;
}

export interface Components {
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly responses?: Readonly<Record<string, Reference | ResponseObject>>;
  readonly parameters?: Readonly<Record<string, Reference | ParameterObject>>;
  readonly examples?: Readonly<Record<string, Reference | ExampleObject>>;
  readonly requestBodies?: Readonly<Record<string, Reference | RequestBodyObject>>;
  readonly callbacks?: Readonly<Record<string, Reference | CallbackObject>>;
  readonly securitySchemes?: Readonly<Record<string, Reference | SecuritySchemeObject>>;
}

/** A reference to the target of its `$ref`. */
export interface Reference {
  readonly $ref: string;
}

/** The HTTP methods that a path item can have, in the order of the OpenAPI specification. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

export type Method = (typeof methods)[number];

export type PathItem = { readonly [method in Method]?: OperationObject } & {
  readonly parameters?: readonly (Reference | ParameterObject)[];
};

export interface OperationObject {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly (Reference | ParameterObject)[];
  readonly requestBody?: Reference | RequestBodyObject;
  readonly responses?: Readonly<Record<string, Reference | ResponseObject>>;
  readonly security?: readonly SecurityRequirement[];
  readonly callbacks?: Readonly<Record<string, Reference | CallbackObject>>;
}

/** Path items by the runtime expression of the callback URL. */
export type CallbackObject = Readonly<Record<string, Reference | PathItem>>;

export interface ParameterObject {
  readonly name: string;
  /** `path`, `query`, `header` or `cookie`. */
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Reference | ExampleObject>>;
}

export interface RequestBodyObject {
  readonly description?: string;
  readonly required?: boolean;
  readonly content?: Content;
}

export interface ResponseObject {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Content;
  readonly links?: Readonly<Record<string, Reference | LinkObject>>;
}

/** A link to another operation, by its id or its reference. */
export interface LinkObject {
  readonly operationId?: string;
  readonly operationRef?: string;
  /** Runtime expressions by the names of parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The content of a body, by media type, the preferred one first. */
export type Content = Readonly<Record<string, MediaType>>;

export interface MediaType {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Reference | ExampleObject>>;
  readonly encoding?: Readonly<Record<string, unknown>>;
}

export interface ExampleObject {
  readonly summary?: string;
  readonly description?: string;
  readonly value?: unknown;
}

/** Scopes by the name of a security scheme. Empty: no credentials. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export interface SecuritySchemeObject {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
  readonly description?: string;
}

/** A JSON Schema; `true` and `false` are schemas too. */
export type Schema = boolean | SchemaObject;

/** The keywords that are read by name. All others are present as well. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly [keyword: string]: unknown;
}
