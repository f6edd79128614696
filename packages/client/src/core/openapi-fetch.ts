/** What we use of openapi-fetch, in a module of its own: bundles that load it later leave out the rest. */
export { default as createClient } from "openapi-fetch";
