/** What one operation of a contract takes and gives: enough to call it, or to route and answer it. */
export interface Operation {
  /** The HTTP method, in capitals as `fetch` and `node:http` have it. */
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE";

  /** The path template below the server's URL, with parameters in braces: `/task/{task_id}/cancel`. */
  readonly path: string;

  /** Path, query and header parameters, in contract order. Those of the path item are included. */
  readonly parameters: readonly Parameter[];

  /** The media types of the request body, in contract order: the first is the preferred one. */
  readonly requestMediaTypes: readonly string[];

  /** Whether the request must have a body. */
  readonly requestBodyRequired: boolean;

  /** The ways to authenticate, of which any one will do. Empty: nobody needs to. */
  readonly security: readonly SecurityScheme[];

  /** The media types of each documented answer, by status code, `4XX`-like range or `default`. */
  readonly responses: Readonly<Record<string, readonly string[]>>;

  /** The calls that the service makes later because of this one. */
  readonly callbacks: readonly Callback[];
}

/** A call that the service makes because of an operation. */
export interface Callback {
  /** The name that the operation gives it. */
  readonly name: string;

  /** The HTTP method, in capitals. */
  readonly method: Operation["method"];

  /** The runtime expression of the URL that is called: `{$request.body#/callback_url}`. */
  readonly url: string;

  /** The names of the headers that are described, as the contract spells them. */
  readonly headers: readonly string[];

  /** The media types of its body, in contract order: the first is the one that is sent. */
  readonly mediaTypes: readonly string[];

  /** The documented statuses by which a receiver says that it has the callback, or ranges such as `2XX`. */
  readonly accepted: readonly string[];
}

/** One parameter of an operation. */
export interface Parameter {
  /** Its name as the contract spells it. */
  readonly name: string;

  /** Where it travels. */
  readonly in: "path" | "query" | "header";

  /** Whether a request without it is invalid. */
  readonly required: boolean;

  /** How an array or object is written, `form` or `simple` for example; of single values, only those that a style changes. */
  readonly style?: string;

  /** Whether each item stands as a parameter of its own (`a=1&a=2`); absent for single values. */
  readonly explode?: boolean;
}

/** A way to authenticate, without the name that the contract gives it. */
export type SecurityScheme =
  /** An `Authorization` header; the scheme is in lower case, such as `basic` or `bearer`. */
  | { readonly type: "http"; readonly scheme: string }
  /** A key in a named query parameter, header or cookie. */
  | { readonly type: "apiKey"; readonly in: "query" | "header" | "cookie"; readonly name: string }
  /** No credentials at all: next to other ways, it makes those optional. */
  | { readonly type: "none" };

/** The operations of one API, by operationId. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** The type of one API's table as it is, to the letter, checked to be a table. */
export type ExactOperationTable<Table extends OperationTable> = Table;
