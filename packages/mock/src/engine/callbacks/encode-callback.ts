import type { JsonObject } from "../model.ts";

/**
 * Encodes the body of a callback for its media type.
 *
 * @example
 * encodeCallback("application/x-www-form-urlencoded", { task: { params: { categories: ["big"] } } });
 * // the bytes of "task%5Bparams%5D%5Bcategories%5D%5B0%5D=big", in words: task[params][categories][0]=big
 */
export const encodeCallback = (mediaType: string, payload: JsonObject): Uint8Array => {
  const encode = mediaType.endsWith("+json") ? JSON.stringify : encoders[mediaType];
  if (encode) return new TextEncoder().encode(encode(payload));
  const known = Object.keys(encoders).join(" and ");
  throw new Error(
    `A callback cannot be encoded as ${mediaType}: only ${known} are known. Check the contract.`,
  );
};

/**
 * Writes objects and arrays with brackets, and everything else as text.
 *
 * A form cannot represent null, `{}` or `[]`. They are left out, as if absent: an empty text instead would be a value,
 * and a wrong one for a number or a date. Array items keep their index when others are left out.
 *
 * `URLSearchParams` does the rest by the WHATWG rules: brackets and all other special characters are
 * percent-encoded as UTF-8, spaces become `+`, and a lone surrogate, which UTF-8 cannot represent, becomes U+FFFD.
 */
const encodeForm = (payload: JsonObject): string => {
  const pairs = Object.entries(payload as Record<string, JsonValue>).flatMap(([key, value]) =>
    pairsOf(key, value),
  );
  return new URLSearchParams(pairs).toString();
};

type JsonValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly JsonValue[]
  | { [key: string]: JsonValue };

const pairsOf = (key: string, value: JsonValue): [string, string][] => {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [[key, String(value)]];
  return Object.entries(value).flatMap(([name, child]) => pairsOf(`${key}[${name}]`, child));
};

const encoders: Readonly<Record<string, (payload: JsonObject) => string>> = {
  "application/json": JSON.stringify,
  "application/x-www-form-urlencoded": encodeForm,
};
