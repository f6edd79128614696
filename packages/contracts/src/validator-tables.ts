import type { Validate } from "@task-contracts/contract-compiler/validate";

/**
 * The validators of what an API receives, by operationId: one for all path parameters together, one for the
 * query, one for the headers (whose names are in lower case), and one per media type of the body.
 *
 * They change the value in place, into what the type says: absent values get their default; text from the wire
 * (parameters and forms) becomes numbers, booleans and arrays; in JSON, `"30"` becomes 30 where an integer is due.
 */
export type RequestValidators<Operations> = {
  readonly [Id in keyof Operations]: ParameterValidators<Member<Operations[Id], "parameters">> &
    BodyValidators<Member<Operations[Id], "requestBody">>;
};

/** The validators of what an API answers, by operationId, status and media type. They change nothing. */
export type ResponseValidators<Operations> = {
  readonly [Id in keyof Operations]: {
    readonly [Status in keyof Member<Operations[Id], "responses">]: ContentValidators<
      Member<Operations[Id], "responses">[Status]
    >;
  };
};

/**
 * The validators of what an API sends later, by operationId, callback and media type. Those of forms turn text
 * into numbers, booleans and arrays, in place; those of JSON change nothing.
 */
export type CallbackValidators<Callbacks> = {
  readonly [Id in keyof Callbacks]: {
    readonly [Name in keyof Callbacks[Id]]: ContentValidators<Member<Callbacks[Id][Name], "requestBody">>;
  };
};

type ParameterValidators<Parameters> = {
  readonly [Place in Present<Parameters, "path" | "query">]: Validate<NonNullable<Parameters[Place]>>;
} & {
  readonly [Place in Present<Parameters, "header">]: Validate<LowercaseKeys<NonNullable<Parameters[Place]>>>;
};

type BodyValidators<Body> = [Body] extends [never] ? unknown : { readonly body: ContentValidators<Body> };

/** An empty table if nothing, or nothing described, is sent. */
type ContentValidators<Message> = {
  readonly [MediaType in keyof Member<Message, "content">]: Validate<Member<Message, "content">[MediaType]>;
};

/** A member's type if it can be there, else `never`: openapi-typescript writes `header?: never` for no headers. */
type Member<T, Key extends string> = Key extends keyof T ? NonNullable<T[Key]> : never;

type Present<T, Key extends string> = {
  [K in keyof T]-?: K extends Key ? ([NonNullable<T[K]>] extends [never] ? never : K) : never;
}[keyof T];

type LowercaseKeys<T> = { [K in keyof T as Lowercase<K & string>]: T[K] };
