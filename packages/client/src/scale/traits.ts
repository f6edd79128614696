import { basicAuth } from "../core/basic-auth.ts";
import type { ApiTraits } from "../core/connect.ts";
import { bodyEncoder } from "../core/encode-body.ts";
import { apiOperations } from "../operations/scale-v1.ts";

/** What makes Scale v1 different from the other APIs. */
export const traits: ApiTraits = {
  operations: apiOperations,
  baseUrl: "https://api.scaleapi.com/v1",
  bodyEncoder,
  authorizeWith: basicAuth,
};
