import openapiTypeScript, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { liftCallbacks, nestCallbacks } from "./callback-types.ts";
import { nameSchemas } from "./named-types.ts";
import { commentOperations } from "./operation-comments.ts";
import { toTypeSource } from "./type-source.ts";

/**
 * Writes a contract's TypeScript types: `paths`, `operations`, `components`, `callbacks`, and each schema under
 * its own name.
 *
 * @example
 * await emitTypes(api); // "export interface paths { … } … export type Task = components['schemas']['Task'];"
 */
export async function emitTypes(api: BundledApi): Promise<string> {
  const source = toTypeSource({ ...api, contract: liftCallbacks(api) });
  const nodes = await openapiTypeScript(source as OpenAPI3, {
    silent: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    emptyObjectsUnknown: true,
    // A property with a default is one that a caller may leave out.
    defaultNonNullable: false,
  });
  commentOperations(api, nodes);
  return astToString(nameSchemas(nestCallbacks(api, nodes)));
}
