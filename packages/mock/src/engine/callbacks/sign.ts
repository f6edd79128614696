import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Signature } from "@task-contracts/openapi-model";

/**
 * Signs the body of a callback as an API declares it: with HMAC-SHA256, keyed by the callback key of the account.
 *
 * @example
 * sign({ header: "x-signature", encoding: "hex", prefix: "sha256=" }, "cb_1", body); // "sha256=6f1d…"
 */
export const sign = ({ encoding, prefix }: Signature, key: string, body: Uint8Array): string => {
  const digest = hmac(sha256, utf8ToBytes(key), body);
  return prefix + (encoding === "hex" ? bytesToHex(digest) : btoa(String.fromCharCode(...digest)));
};
