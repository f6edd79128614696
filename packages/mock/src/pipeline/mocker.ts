import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { PrismComponents } from "./prism.ts";

/**
 * Creates Prism's `mock`, for the operations of a document. There are two: Prism's own in `prism-mock.ts`, which needs Node,
 * and ours in `light-mock.ts`, which takes its place in builds for browsers.
 */
export type CreateMocker = (document: OpenApiDocument, options: MockerOptions) => PrismComponents["mock"];

/** How a mock chooses examples. */
export interface MockerOptions {
  /** Whether clients choose the media type. The APIs that come with the mock have one whatever a client accepts. */
  readonly isNegotiated: boolean;
}
