import type { MockOptions } from "@task-contracts/mock";

/** What the page of an operation says about its request, so that it can be sent to a mock in the page. */
export interface Offer {
  /** The APIs that the mock must have. */
  readonly apis: NonNullable<MockOptions["apis"]>;
  readonly operation: string;
  readonly method: string;

  /** The base URL of the API on a local mock, and the path below it with `{parameters}`. */
  readonly server: string;
  readonly path: string;
  readonly parameters: readonly OfferedParameter[];

  /** Examples of the body. None: the operation takes no body. */
  readonly bodies: readonly { readonly name: string; readonly text: string }[];

  /** Where the key is sent. Absent: nowhere. */
  readonly key?: { readonly place: "basic" } | { readonly place: "query"; readonly name: string };

  /** The request that creates a task, for operations on one that exists. */
  readonly create?: { readonly url: string; readonly body: string };
}

/** A parameter of the path or of the query. */
export interface OfferedParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly isRequired: boolean;

  /** The example of the contract. */
  readonly example: string;

  /** Values to choose from, if the contract has several. Others are allowed too. */
  readonly examples: readonly string[];

  /** Whether it is filled in at first. */
  readonly isShown: boolean;
}
