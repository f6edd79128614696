export * from "./callback-error.ts";
export * from "./deliveries.ts";
export * from "./receive-scale-beta-callback.ts";
export * from "./receive-scale-callback.ts";
export type * from "./receiver.ts";
export type { ScaleAttachmentFailed, ScaleCallback, ScaleTaskCompleted } from "./scale-callback.ts";
export * from "./to-express-handler.ts";
export * from "./to-hono-handler.ts";
export { type NodeRequest, type NodeResponse, type Receive, toNodeHandler } from "./to-node-handler.ts";
