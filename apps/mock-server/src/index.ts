export { type ApiId, apiIds } from "./api-ids.ts";
export type { Completion } from "./engine/life-cycle/worker.ts";
export type { Duration } from "./control/duration.ts";
export type { Settings } from "./control/account-controls.ts";
export type {
  AccountHandle,
  Clock,
  Delivery,
  NewFault,
  RecordedRequest,
  WaitOptions,
} from "./library/account-handle.ts";
export {
  type CallbackAnswer,
  type CallbackReceiver,
  type ReceivedCallback,
  startCallbackReceiver,
} from "./library/callback-receiver.ts";
export type { DefectEvent, DeliveryEvent, Log, LogEvent, RequestEvent } from "./log/log-event.ts";
export { MockServerError } from "./mock-server-error.ts";
export { type MockServer, type MockServerOptions, startMockServer } from "./start-mock-server.ts";
