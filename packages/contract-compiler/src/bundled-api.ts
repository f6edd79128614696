import type { OpenApiDocument } from "@task-contracts/openapi-model";

/** A bundled contract, with this project's extensions. */
export interface BundledDocument extends OpenApiDocument {
  /** Whether `null` in JSON requests means that an optional property is absent. */
  readonly "x-null-is-absent"?: boolean;
}

/** A bundled contract and the API id that files are named after. */
export interface BundledApi {
  readonly id: string;
  readonly contract: BundledDocument;
  /** Whether its schemas were not linted: keywords that JSON Schema does not know are then ignored. */
  readonly isForeign?: boolean;
}
