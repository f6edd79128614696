export type * from "./operation.ts";
export type * from "./validate.ts";
export type * from "./validator-tables.ts";
