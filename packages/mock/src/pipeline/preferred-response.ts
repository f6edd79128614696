import { writePreference } from "./preference.ts";
import type { PrismConfig, Response } from "./prism.ts";

/**
 * Adds what RFC 7240 requires to a response that `Prefer` selected: which preferences were applied, and that caches must
 * store it separately.
 *
 * @example
 * withPreference(response, { dynamic: false, code: 404 }).headers; // { "preference-applied": "code=404", vary: "Prefer" }
 */
export const withPreference = (response: Response, config: PrismConfig["mock"]): Response => {
  const applied = writePreference(config);
  if (applied === "") return response;
  return {
    ...response,
    headers: { ...response.headers, "preference-applied": applied, vary: "Prefer" },
  };
};
