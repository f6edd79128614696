/** The request and the responses of one operation of a contract: enough to call it, or to route and handle it. */
export interface Operation {
  /** The HTTP method, in upper case as in `fetch` and `node:http`. */
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

  /** The path template below the server's URL, with parameters in braces: `/task/{task_id}/cancel`. */
  readonly path: string;

  /** Path, query and header parameters, in contract order. Those of the path item are included. */
  readonly parameters: readonly Parameter[];

  /** The media types of the request body, in contract order: the first is the preferred one. */
  readonly requestMediaTypes: readonly string[];

  /** Whether the request must have a body. */
  readonly requestBodyRequired: boolean;

  /** The ways to authenticate, any one of which is sufficient. Empty: no authentication is needed. */
  readonly security: readonly SecurityScheme[];

  /** The media types of each documented response, by status code, `4XX`-like range or `default`. */
  readonly responses: Readonly<Record<string, readonly string[]>>;

  /** The callbacks of the operation. */
  readonly callbacks: readonly Callback[];
}

/** A callback: a request that the service sends because of an operation. */
export interface Callback {
  /** The name in the operation. */
  readonly name: string;

  /** The HTTP method, in upper case. */
  readonly method: Operation["method"];

  /** The runtime expression of the callback URL: `{$request.body#/callback_url}`. */
  readonly url: string;

  /** The names of the described headers, as the contract spells them. */
  readonly headers: readonly string[];

  /** The media types of its body, in contract order: the first is the one that is sent. */
  readonly mediaTypes: readonly string[];

  /** The documented statuses with which a receiver accepts the callback, or ranges such as `2XX`. */
  readonly accepted: readonly string[];
}

/** One parameter of an operation. */
export interface Parameter {
  /** Its name as the contract spells it. */
  readonly name: string;

  /** Its location. */
  readonly in: "path" | "query" | "header";

  /** Whether a request without it is invalid. */
  readonly required: boolean;

  /** The style of an array or object, `form` or `simple` for example; for single values, only a style that changes them. */
  readonly style?: string;

  /** Whether each item is a separate parameter (`a=1&a=2`); absent for single values. */
  readonly explode?: boolean;
}

/** A way to authenticate, without its name in the contract. */
export type SecurityScheme =
  /** An `Authorization` header; the scheme is in lower case, such as `basic` or `bearer`. */
  | { readonly type: "http"; readonly scheme: string }
  /** A key in a named query parameter, header or cookie. */
  | { readonly type: "apiKey"; readonly in: "query" | "header" | "cookie"; readonly name: string }
  /** No credentials at all: next to other ways, it makes those optional. */
  | { readonly type: "none" };

/** The operations of one API, by operationId. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** The literal type of one API's table, checked to be a table. */
export type ExactOperationTable<Table extends OperationTable> = Table;
