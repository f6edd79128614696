import { createHash, timingSafeEqual } from "node:crypto";
import { type KeyPolicy, openPolicy } from "@task-contracts/mock/pipeline/key-policy";

/**
 * Whom the control API lets in: those who have the token, or everybody on loopback, where there is none.
 *
 * @example
 * tokenPolicy("7f3a…").isValid("7f3b…"); // false
 */
export const tokenPolicy = (token?: string): KeyPolicy => {
  if (token === undefined) return openPolicy;
  const expected = digest(token);
  return {
    ...openPolicy,
    // Digests have the same length, so the time it takes tells nothing.
    isValid: (given) => timingSafeEqual(digest(given), expected),
    isOptional: false,
  };
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
