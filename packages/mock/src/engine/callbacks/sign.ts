import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { type Signature, standardWebhooks } from "@task-contracts/openapi-model";

/** What is signed, and with what. */
export interface Message {
  /** The callback key of the account. */
  readonly key: string;
  readonly body: Uint8Array;
  /** The same in all attempts, so that a receiver can tell a retry from something new. */
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly time: number;
}

/**
 * The headers that sign a callback, with HMAC-SHA256.
 *
 * @example
 * sign({ header: "x-signature", encoding: "hex", prefix: "sha256=" }, message); // { "x-signature": "sha256=6f1d…" }
 */
export const sign = (signature: Signature, message: Message): Record<string, string> => {
  if (signature === standardWebhooks) return signAsStandard(message);
  const { encoding, header, prefix } = signature;
  const digest = hmac(sha256, utf8ToBytes(message.key), message.body);
  return { [header]: prefix + (encoding === "hex" ? bytesToHex(digest) : toBase64(digest)) };
};

/**
 * Standard Webhooks 1.0: the signature covers the id and the time as well.
 *
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const signAsStandard = ({ body, id, key, time }: Message): Record<string, string> => {
  const seconds = String(Math.floor(time / 1000));
  const signed = concatBytes(utf8ToBytes(`${id}.${seconds}.`), body);
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${toBase64(hmac(sha256, secretOf(key), signed))}`,
  };
};

/** The secrets of Standard Webhooks are base64 after `whsec_`; any other key is taken as it is. */
const secretOf = (key: string): Uint8Array => {
  const [, encoded] = /^whsec_(.+)$/.exec(key) ?? [];
  if (encoded === undefined) return utf8ToBytes(key);
  try {
    return Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  } catch {
    return utf8ToBytes(key);
  }
};

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
