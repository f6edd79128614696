import type { OperationTable, Validate } from "@task-contracts/contracts";
import type { OpenApiDocument } from "@task-contracts/openapi-model";

/** The compiled checks of one operation's request; parts without rules have no check. */
export interface RequestValidators {
  readonly path?: Validate<unknown>;
  readonly query?: Validate<unknown>;
  readonly header?: Validate<unknown>;
  /** By media type. */
  readonly body?: Readonly<Record<string, Validate<unknown>>>;
}

/** The compiled checks of one operation's responses, by status code (or `default`) and media type. */
export type ResponseValidators = Readonly<Record<string, Readonly<Record<string, Validate<unknown>>>>>;

/** All compiled checks of one API, by operationId. */
export interface Validators {
  readonly requests: Readonly<Record<string, RequestValidators>>;
  readonly responses: Readonly<Record<string, ResponseValidators>>;
}

/** The compiled checks of an operation's callbacks, by callback and media type. */
export type CallbackValidators = Readonly<Record<string, Readonly<Record<string, Validate<unknown>>>>>;

/** What the server knows about one API. The heavy parts are loaded on first use. */
export interface Contract {
  /** Also the first segment of every path at which the API is served. */
  readonly apiId: string;
  /** Whether to infer what the contract does not declare. */
  readonly isInferred?: boolean;
  readonly operations: OperationTable;
  readonly loadValidators: () => Promise<Validators>;
  /** By operationId. Operations without callbacks are absent. */
  readonly loadCallbackValidators: () => Promise<Readonly<Record<string, CallbackValidators>>>;
  /** Bundled: every `$ref` in it is local. */
  readonly loadDocument: () => Promise<OpenApiDocument>;
}
