export type * from "@task-contracts/contract-compiler/operation";
export type * from "@task-contracts/contract-compiler/validate";
export type * from "./validator-tables.ts";
