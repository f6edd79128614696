export type * from "@task-contracts/contracts/dataflowkit-v1";
export * from "../shared.ts";
export * from "./create-dataflowkit-client.ts";
export * from "./create-dataflowkit-http.ts";
