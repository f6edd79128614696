import type { Engine } from "../engine/create-engine.ts";
import type { JournalEntry, KeptHeaders } from "../engine/journal.ts";
import { keepBody } from "../text/keep-body.ts";
import type { PipelineResult } from "./pipeline-result.ts";
import type { BodyText } from "../parsing/parsed.ts";

/** What was sent. */
export interface Sent {
  readonly headers: KeptHeaders;
  /** Absent for a stream, and for a body that is not text. */
  readonly body?: BodyText;
}

/** A request and its response. */
export interface AnsweredRequest {
  readonly method: string;
  readonly search: string;
  readonly headers: KeptHeaders;
  /** Absent if the connection was closed without a response. */
  readonly status?: number;
  /** Absent if nothing was sent. */
  readonly sent?: Sent | undefined;
  /** The task that it created or names. */
  readonly taskId?: string | undefined;
  /** Redacts keys from a path of it, or from a part of one. */
  readonly shownPath: (path: string) => string;
  /** In milliseconds. */
  readonly duration: number;
}

/** Records a request to a mocked API in the journal, and notifies the listeners of events. */
export const rememberRequest = (
  { accounts, apis, coverage, events, host, ids, journal, limits, metrics }: Engine,
  { api, operationId, request, violations }: PipelineResult,
  { method, search, headers, status, duration, taskId, sent, shownPath }: AnsweredRequest,
): void => {
  metrics.countRequest(api ?? "", operationId ?? "", status, duration);
  if (!api || !apis.has(api) || !request) return;
  const { apiKey, bodyText, path } = request;
  const account = apiKey === undefined ? undefined : accounts.find(apiKey);
  const limit = limits.journalBodyBytes;
  const entry: JournalEntry = {
    requestId: ids.letters(12),
    at: account?.now() ?? host.now(),
    api,
    method,
    path: shownPath(path),
    durationMs: duration,
    violations,
    requestHeaders: headers,
    ...(status !== undefined && { status }),
    ...(apiKey !== undefined && { account: apiKey }),
    ...(operationId !== undefined && { operation: operationId }),
    ...(taskId !== undefined && { taskId }),
    ...(search !== "" && { query: search }),
    ...(bodyText && { requestBody: keepBody(bodyText, limit) }),
    ...(sent && { responseHeaders: sent.headers }),
    ...(sent?.body && method !== "HEAD" && { responseBody: keepBody(sent.body, limit) }),
  };
  journal.add(entry);
  if (operationId !== undefined && status !== undefined)
    coverage.add("response", api, operationId, String(status));
  events.emit({ type: "request", account: apiKey, entry });
};
