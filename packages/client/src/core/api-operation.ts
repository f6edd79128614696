/** What a client needs to know of an operation to call it. */
export interface ApiOperation {
  readonly method: string;
  readonly path: string;

  /** What its method is given beside path parameters. */
  readonly takes?: "body" | "query";

  /** What a success brings, if that is not JSON. */
  readonly gives?: "text" | "nothing";
}

/** The operations of an API, by operationId. */
export type ApiOperations = Readonly<Record<string, ApiOperation>>;
