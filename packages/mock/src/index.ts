export { type ApiId, apiIds } from "./apis/api-ids.ts";
export type {
  AccountHandle,
  Clock,
  Delivery,
  NewFault,
  RecordedRequest,
  WaitOptions,
} from "./control/account-handle.ts";
export type { InitialSettings, Settings } from "./control/account-controls.ts";
export type { Duration } from "./control/duration.ts";
export { type ContractInput, createMock, type Mock, type MockOptions } from "./create-mock.ts";
export type { Host } from "./engine/host.ts";
export type { Completion } from "./engine/life-cycle/worker.ts";
export type { Store } from "./engine/store/store.ts";
export type { HandledRequest, HandledResponse } from "./handle.ts";
export type { Limits } from "./limits.ts";
export { MockError } from "./mock-error.ts";
export type { ReceiveCallback } from "./web-host.ts";
