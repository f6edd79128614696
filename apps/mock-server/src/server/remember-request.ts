import type { Engine } from "../engine/create-engine.ts";
import type { JournalEntry } from "../engine/journal.ts";
import type { Answer } from "../pipeline/answer.ts";
import type { AnsweredRequest } from "./create-handler.ts";

/** Writes a request to a mocked API into the journal, and tells those who follow along. */
export const rememberRequest = (
  { accounts, events, journal }: Engine,
  { api, operationId, request, violations }: Answer,
  { method, search, status, duration }: AnsweredRequest,
): void => {
  if (!api || !request) return;
  const { apiKey, body, path } = request;
  const account = apiKey === undefined ? undefined : accounts.find(apiKey);
  const entry: JournalEntry = {
    at: account?.now() ?? Date.now(),
    api,
    method,
    path,
    durationMs: duration,
    violations,
    ...(status !== undefined && { status }),
    ...(apiKey !== undefined && { account: apiKey }),
    ...(operationId !== undefined && { operation: operationId }),
    ...(search !== "" && { query: withoutKey(search) }),
    ...(body !== undefined && { requestBody: body.value }),
  };
  journal.add(entry);
  events.emit({ type: "request", account: apiKey, entry });
};

/** The journal names the account anyway, and queries are what people copy into bug reports. */
const withoutKey = (search: string): string =>
  search
    .split("&")
    .map((pair) => (new URLSearchParams(pair).has("api_key") ? "api_key=…" : pair))
    .join("&");
