import { createRequire } from "node:module";
import type { ApiFacts } from "../apis.ts";
import { scaleapiMethod } from "./scaleapi-method.ts";

const { ScaleClient } = createRequire(import.meta.url)("scaleapi") as {
  readonly ScaleClient: { readonly prototype: object };
};

/**
 * Whether the `scaleapi` packages can call an operation. They came before some types of tasks: for those, samples use what
 * a language has built in.
 *
 * @example
 * hasScaleapi(scaleV1, "createAnnotationTask"); // true
 */
export const hasScaleapi = (api: ApiFacts, operationId: string): boolean =>
  api.hasScaleapi && scaleapiMethod(operationId) in ScaleClient.prototype;
