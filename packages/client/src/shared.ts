export type * from "./core/client-options.ts";
export type { Clock } from "./core/clock.ts";
export { encodeForm } from "./core/encode-form.ts";
export type { Pages } from "./core/list-pages.ts";
export type { WaitOptions } from "./core/wait-for-task.ts";
export * from "./dates.ts";
export * from "./errors/index.ts";
