import { controlApiId } from "@task-contracts/mock/apis/api-ids";
import type { Engine } from "@task-contracts/mock/engine/create-engine";
import type { JournalEntry } from "@task-contracts/mock/engine/journal";
import { keepBody } from "@task-contracts/mock/text/keep-body";
import type { Answer } from "@task-contracts/mock/pipeline/answer";
import type { AnsweredRequest } from "./create-handler.ts";

/** Writes a request to a mocked API into the journal, and reports it to those who follow the events. */
export const rememberRequest = (
  { accounts, events, journal, limits }: Engine,
  { api, operationId, request, violations }: Answer,
  { method, search, headers, status, duration, taskId, sent, shownPath }: AnsweredRequest,
): void => {
  if (!api || api === controlApiId || !request) return;
  const { apiKey, bodyText, path } = request;
  const account = apiKey === undefined ? undefined : accounts.find(apiKey);
  const limit = limits.journalBodyBytes;
  const entry: JournalEntry = {
    at: account?.now() ?? Date.now(),
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
  events.emit({ type: "request", account: apiKey, entry });
};
