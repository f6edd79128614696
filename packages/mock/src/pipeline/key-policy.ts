/** The credentials of a request. */
export interface Credentials {
  readonly key?: string;
  /** Something was sent that is not a key. */
  readonly isWrong?: boolean;
}

/** Which keys an API accepts. */
export interface KeyPolicy {
  readonly isValid: (key: string) => boolean;
  /** Whether requests without a key are accepted where the contract allows it. */
  readonly isOptional: boolean;
  /** The message for requests without a key. */
  readonly missing: string;
  /** The message for requests with an invalid key. */
  readonly invalid: string;
}

/**
 * The keys of a mocked API: all, or only the listed ones. Clients of some services
 * compare the messages, so they must not change.
 *
 * @example
 * apiKeyPolicy(["test_a"]).isValid("test_b"); // false
 */
export const apiKeyPolicy = (apiKeys?: readonly string[]): KeyPolicy => {
  const known = apiKeys && new Set(apiKeys);
  return {
    isValid: (key) => known?.has(key) ?? true,
    isOptional: true,
    missing: "No API Key provided",
    invalid: "Invalid API key",
  };
};

/** Accepts every request, with or without a key. */
export const openPolicy: KeyPolicy = {
  isValid: () => true,
  isOptional: true,
  missing: "No token provided",
  invalid: "Invalid token",
};
