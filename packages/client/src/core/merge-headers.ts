import type { HeaderValues } from "./client-options.ts";

/**
 * Puts headers together: later ones take precedence, and `null` takes one away.
 *
 * @example
 * mergeHeaders({ "x-team": "blue" }, { "x-team": null }).has("x-team"); // false
 */
export const mergeHeaders = (...all: readonly (HeaderValues | undefined)[]): Headers => {
  const merged = new Headers();
  for (const headers of all) {
    for (const [name, value] of headers instanceof Headers ? headers : Object.entries(headers ?? {})) {
      if (value === null) merged.delete(name);
      else if (value !== undefined) merged.set(name, value);
    }
  }
  return merged;
};
