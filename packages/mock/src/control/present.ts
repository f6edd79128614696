import type { EngineEvent } from "../engine/events.ts";
import type { JournalEntry } from "../engine/journal.ts";
import type { KeptBody } from "../text/keep-body.ts";
import { isoTime } from "../engine/clock.ts";
import type { OutgoingCallback } from "../engine/host.ts";
import type { DeliveryRecord } from "../engine/model.ts";
import { presentApi, presentTask } from "../engine/present-task.ts";
import { redactHeaders, redactParts, redactQuery, redactText, redactValue } from "../text/redact.ts";
import { parseText } from "../parsing/parse-body.ts";
import type { ClockReading } from "./account-controls.ts";

/** The representations of the control API: times as text, and no internal data. */

export const presentClock = <T extends ClockReading>(clock: T) => ({ ...clock, now: isoTime(clock.now) });

export const presentDelivery = ({
  id,
  sequence: _sequence,
  traceparent: _traceparent,
  createdAt,
  nextAttemptAt,
  attempts,
  ...rest
}: DeliveryRecord) => ({
  deliveryId: id,
  ...rest,
  ...presentApi(rest.api),
  createdAt: isoTime(createdAt),
  ...(nextAttemptAt !== undefined && { nextAttemptAt: isoTime(nextAttemptAt) }),
  attempts: attempts.map((attempt) => ({ ...attempt, at: isoTime(attempt.at) })),
});

/** How a callback is sent. Bodies of callbacks are text. */
export const presentMessage = ({ body, headers, mediaType, method }: OutgoingCallback) => ({
  method,
  headers: { "content-type": mediaType, ...headers },
  body: new TextDecoder().decode(body),
});

export const presentRequest = ({
  at,
  query,
  requestHeaders,
  requestBody,
  responseHeaders,
  responseBody,
  ...rest
}: JournalEntry) => ({
  at: isoTime(at),
  ...rest,
  ...(query !== undefined && { query: redactQuery(query) }),
  requestHeaders: redactHeaders(requestHeaders),
  ...(requestBody && { requestBody: presentBody(requestBody) }),
  ...(requestBody?.isCut && { requestBodyCut: requestBody.size }),
  ...(responseHeaders && { responseHeaders: redactHeaders(responseHeaders) }),
  ...(responseBody && { responseBody: presentBody(responseBody) }),
  ...(responseBody?.isCut && { responseBodyCut: responseBody.size }),
});

/** The value, as it was sent; or the text, if it is only the beginning of a value, or not a value. */
const presentBody = (body: KeptBody): unknown => {
  if (body.mediaType === "multipart/form-data") return redactText(redactParts(body.text));
  if (body.isCut) return redactText(body.text);
  try {
    const { value } = parseText(body, { mayRound: true });
    return typeof value === "string" ? redactText(value) : redactValue(value);
  } catch {
    return redactText(body.text);
  }
};

/** An event as the event stream sends it. */
export const presentEvent = (event: EngineEvent): object => {
  switch (event.type) {
    case "task":
      return presentTask(event.task);
    case "delivery":
      return presentDelivery(event.delivery);
    case "request":
      return presentRequest(event.entry);
    default:
      return { account: event.account, ...presentClock({ now: event.now, frozen: event.frozen }) };
  }
};
