import { createHash, timingSafeEqual } from "node:crypto";
import { type KeyPolicy, openPolicy } from "@task-contracts/mock/pipeline/key-policy";

/**
 * The keys of the control API: its token, or none on loopback.
 *
 * @example
 * tokenPolicy("7f3a…").isValid("7f3b…"); // false
 */
export const tokenPolicy = (token?: string): KeyPolicy => {
  if (token === undefined) return openPolicy;
  const expected = digest(token);
  return {
    ...openPolicy,
    // Digests have the same length, so the duration of the comparison reveals nothing.
    isValid: (given) => timingSafeEqual(digest(given), expected),
    isOptional: false,
  };
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
