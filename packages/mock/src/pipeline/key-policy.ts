/** What a request has to show for itself. */
export interface Credentials {
  readonly key?: string;
  /** Something was sent that is no key. */
  readonly isWrong?: boolean;
}

/** Whom an API lets in. */
export interface KeyPolicy {
  readonly isValid: (key: string) => boolean;
  /** Whether requests without a key are let in where the contract says that they may be. */
  readonly isOptional: boolean;
  /** What is said to requests without a key. */
  readonly missing: string;
  /** What is said to requests with a key that is not valid. */
  readonly invalid: string;
}

/**
 * The keys of a mocked API: all, or only the listed ones. Clients of some services
 * compare the texts, so they stay as they are.
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

/** Lets everybody in, with or without a key. */
export const openPolicy: KeyPolicy = {
  isValid: () => true,
  isOptional: true,
  missing: "No token provided",
  invalid: "Invalid token",
};
