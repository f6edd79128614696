export type * from "@task-contracts/contracts/scale-v1";
export type { CallbackClientOptions as ScaleClientOptions } from "../core/create-api-client.ts";
export * from "../shared.ts";
export * from "./create-scale-client.ts";
export * from "./create-scale-http.ts";
