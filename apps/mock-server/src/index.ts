export {
  type AccountEvent,
  type AccountHandle,
  type AdvancedClock,
  type ApiId,
  apiIds,
  type Clock,
  type Completion,
  type Delivery,
  type Duration,
  type InjectedFault,
  type ListedTasks,
  MockError,
  type NewCompletion,
  type NewFault,
  type RecordedRequest,
  type RequestFilter,
  type Settings,
  type Snapshot,
  type Task,
  type TaskFilter,
  type TimeoutOptions,
  type WaitOptions,
} from "@task-contracts/mock";
export {
  type CallbackAnswer,
  type CallbackReceiver,
  type ReceivedCallback,
  startCallbackReceiver,
} from "./library/callback-receiver.ts";
export type { Tenant } from "./server/token-policy.ts";
export type { ContractOption } from "./contracts/load-contract.ts";
export type { DefectEvent, DeliveryEvent, Log, LogEvent, RequestEvent } from "./log/log-event.ts";
export type { MockServerOptions } from "./mock-server-options.ts";
export { type MockServer, startMockServer } from "./start-mock-server.ts";
