import type { OperationTable } from "@task-contracts/contracts";
import type { CallOptions } from "./client-options.ts";
import type { ItemOf, Pages } from "./list-pages.ts";

/**
 * The methods of a client, one per operation of its contract: what a contract has is there, and nothing else.
 *
 * A method takes the path parameters, then the body or the query, then the options of the call. It promises what the
 * service answers with 200, and rejects otherwise. Operations that list give `Pages`.
 *
 * @template Omittable properties of bodies that the client fills in
 */
export type Methods<Operations, Table extends OperationTable, Omittable extends string = never> = {
  readonly [Id in keyof Operations]: (
    ...args: [
      ...PathArguments<Operations[Id], Id extends keyof Table ? Table[Id]["parameters"] : []>,
      ...BodyArguments<Operations[Id], Omittable>,
      ...QueryArguments<Operations[Id]>,
      options?: CallOptions,
    ]
  ) => Id extends `list${string}`
    ? Pages<ItemOf<DataOf<Operations[Id]>>, DataOf<Operations[Id]>>
    : Promise<DataOf<Operations[Id]>>;
};

/** What an operation answers when it succeeds. */
export type DataOf<Operation> = Operation extends { responses: { 200: { content: infer Content } } }
  ? Content[keyof Content]
  : void;

/** In the order of the table, since a type of properties has none. */
type PathArguments<Operation, Parameters> = Parameters extends readonly [infer First, ...infer Rest]
  ? First extends { in: "path"; name: infer Name }
    ? [id: PathValue<Operation, Name>, ...PathArguments<Operation, Rest>]
    : PathArguments<Operation, Rest>
  : [];

type PathValue<Operation, Name> = Operation extends { parameters: { path: infer Path } }
  ? Path[Name & keyof Path]
  : never;

type BodyArguments<Operation, Omittable extends string> = Operation extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? [body: OrUndefined<[Omittable] extends [never] ? Body : MakeOptional<Body, Omittable>>]
  : [];

type MakeOptional<Body, Key extends string> = Omit<Body, Key> & Partial<Pick<Body, Key & keyof Body>>;

type QueryArguments<Operation> = Operation extends { parameters: { query?: infer Query } }
  ? [NonNullable<Query>] extends [never]
    ? []
    : [filters?: OrUndefined<NonNullable<Query>>]
  : [];

/**
 * What is optional may also be `undefined`, at every depth, since the client leaves that out. Programs that are compiled
 * with `exactOptionalPropertyTypes` may then write `{ status: isDone ? "completed" : undefined }`.
 */
export type OrUndefined<T> = {
  [Key in keyof T]: MemberOrUndefined<T[Key]> | (T extends Record<Key, T[Key]> ? never : undefined);
};

/** Stands between the levels, so that editors show the type above by its name, and `unknown` stays what it is. */
type MemberOrUndefined<T> = T extends object ? OrUndefined<T> : T;
