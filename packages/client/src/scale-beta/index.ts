export type * from "@task-contracts/contracts/scale-beta";
export type { CallbackClientOptions as ScaleBetaClientOptions } from "../core/create-api-client.ts";
export * from "../shared.ts";
export * from "./create-scale-beta-client.ts";
export * from "./create-scale-beta-http.ts";
