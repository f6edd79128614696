export { type ApiId, apiIds } from "./apis/api-ids.ts";
export type {
  AccountHandle,
  AdvancedClock,
  Clock,
  Delivery,
  NewCompletion,
  NewFault,
  RecordedRequest,
  RequestFilter,
  Task,
  TimeoutOptions,
  WaitOptions,
} from "./control/account-handle.ts";
export type { AccountEvent } from "./control/account-events.ts";
export type { InitialSettings, Settings } from "./control/account-controls.ts";
export type { ListedTasks, TaskFilter } from "./control/list-tasks.ts";
export type { Snapshot } from "./engine/sharing.ts";
export type { Duration } from "./control/duration.ts";
export { type ContractInput, createMock, type Mock, type MockOptions } from "./create-mock.ts";
export type { InjectedFault } from "./engine/faults.ts";
export type { Host } from "./engine/host.ts";
export type { Completion } from "./engine/life-cycle/worker.ts";
export type { Store } from "./engine/store/store.ts";
export type { HandledRequest, HandledResponse } from "./handle.ts";
export type { Limits } from "./limits.ts";
export { MockError } from "./mock-error.ts";
export type { ReceiveCallback } from "./web-host.ts";
