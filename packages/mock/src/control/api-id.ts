/** The mock's own API, by the name of its folder in `openapi/`. */
export const controlApiId = "mock-control-v1";
