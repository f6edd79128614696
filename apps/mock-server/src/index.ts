export { type ApiId, apiIds } from "@task-contracts/mock/apis/api-ids";
export type { Completion } from "@task-contracts/mock/engine/life-cycle/worker";
export type { Duration } from "@task-contracts/mock/control/duration";
export type { Settings } from "@task-contracts/mock/control/account-controls";
export type {
  AccountHandle,
  Clock,
  Delivery,
  NewFault,
  RecordedRequest,
  WaitOptions,
} from "@task-contracts/mock/control/account-handle";
export {
  type CallbackAnswer,
  type CallbackReceiver,
  type ReceivedCallback,
  startCallbackReceiver,
} from "./library/callback-receiver.ts";
export type { DefectEvent, DeliveryEvent, Log, LogEvent, RequestEvent } from "./log/log-event.ts";
export { MockServerError } from "@task-contracts/mock/mock-error";
export { type MockServer, type MockServerOptions, startMockServer } from "./start-mock-server.ts";
