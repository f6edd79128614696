export { type ApiId, apiIds } from "./api-ids.ts";
export type { DefectEvent, Log, LogEvent, RequestEvent } from "./log/log-event.ts";
export { MockServerError } from "./mock-server-error.ts";
export { type MockServer, type MockServerOptions, startMockServer } from "./start-mock-server.ts";
