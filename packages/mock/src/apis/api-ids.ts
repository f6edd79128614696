/** The APIs that the server mocks, by the name of their folder in `openapi/`. */
export const apiIds = ["scale-v1", "scale-beta", "dataflowkit-v1"] as const;

export type ApiId = (typeof apiIds)[number];

/** The server's own API, described like the others. */
export const controlApiId = "mock-control-v1";

/** An API that has a contract here. */
export type ContractId = ApiId | typeof controlApiId;

/**
 * @example
 * isApiId("scale-v1"); // true
 */
export const isApiId = (value: string): value is ApiId => (apiIds as readonly string[]).includes(value);
