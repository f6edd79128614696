import type { ReceiverOptions } from "./receiver.ts";

/**
 * The keys that a callback may have.
 *
 * @throws TypeError if there is none, or an empty one: then every request without a key would be genuine
 */
export const checkKeys = (options: Pick<ReceiverOptions<never>, "authKey">): readonly string[] => {
  // Programs in JavaScript, and environment variables that are not set, do not keep to the type.
  const { authKey } = options ?? {};
  const keys = [authKey].flat() as readonly (string | undefined)[];
  if (keys.length === 0 || !keys.every((key) => typeof key === "string" && key !== "")) {
    throw new TypeError("authKey is empty. Set the callback key of your account.");
  }
  return keys as readonly string[];
};
