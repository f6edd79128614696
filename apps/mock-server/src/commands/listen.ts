import { toDeliveryEvent, type TriedDelivery } from "../log/delivery-event.ts";
import { printable } from "../log/terminal-log.ts";
import { type ControlOptions, nameOf } from "./control-client.ts";
import { followEvents } from "./follow-events.ts";
import { openOutput, type Output } from "./output.ts";

/** The options of `task-mock listen`. */
export interface ListenOptions extends ControlOptions {
  readonly json?: boolean;
}

/** A delivery in the event stream. */
type StreamedDelivery = TriedDelivery & { readonly payload: Readonly<Record<string, unknown>> };

/** The maximum length of a printed payload, in characters. */
const longestPayload = 300;

/** Prints callbacks until the process is stopped. */
export const listen = async ({ json, ...control }: ListenOptions): Promise<void> => {
  const output = openOutput(json === undefined ? {} : { json });
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once("SIGINT", end).once("SIGTERM", end);
  const name = nameOf(control.server);
  await followEvents(control, {
    signal: stop.signal,
    onConnect: () => output.tell(`Listening to ${name}. Ctrl+C ends it.\n`),
    onLost: () => output.tell(`The server at ${name} is gone. Waiting for it to come back.\n`),
    onReconnect: () => output.tell(`The server at ${name} is back. Listening again.\n`),
    onEvent: (type, data) => {
      if (type === "delivery") print(output, JSON.parse(data) as StreamedDelivery);
      if (type === "end")
        output.tell(`${(JSON.parse(data) as { reason: string }).reason} Listening again.\n`);
    },
  });
};

const print = (output: Output, delivery: StreamedDelivery): void => {
  output.emit(delivery);
  if (!output.isForPeople) return;
  const event = toDeliveryEvent(delivery);
  if (event) output.log(event);
  const { payload } = delivery;
  const text = printable(JSON.stringify(payload["response"] ?? payload));
  output.write(`          ${text.length > longestPayload ? `${text.slice(0, longestPayload)}…` : text}\n`);
};
