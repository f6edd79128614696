import { agree } from "./agree.ts";
import type { Received } from "./scripted-receiver.ts";
import type { Arrival, Json, Model } from "./state.ts";
import type { System } from "./system.ts";

/** Compares what the receiver got since the last time: each attempt once, of each task in order, and all in order of time. */
export const compareArrivals = (model: Model, system: System): void => {
  const { received } = system.receiver;
  const expected = model.arrivals;
  const sent = received.map(({ body }) => String(body["task_id"])).toSorted();
  agree("what arrived", sent, expected.map(({ taskId }) => taskId).toSorted());
  const open = [...expected];
  const arrived = received.map((it) => {
    const arrival = open.find(({ taskId }) => taskId === it.body["task_id"]) as Arrival;
    open.splice(open.indexOf(arrival), 1);
    compareArrival(it, arrival);
    return arrival;
  });
  compareOrder(arrived);
  system.receiver.received = [];
  model.arrivals = [];
};

const compareArrival = (received: Received, arrival: Arrival): void => {
  const { path, authKey, hasWrongAuth, payload, api } = arrival;
  agree("where it arrived", received.path, path);
  agree("whether scale-callback-auth is right", received.authKey === authKey, !hasWrongAuth);
  const isForm = api === "scale-beta";
  agree(
    "the media type",
    received.mediaType,
    isForm ? "application/x-www-form-urlencoded" : "application/json",
  );
  agree("what arrived", received.body, isForm ? asText(payload) : asJson(payload));
};

const compareOrder = (arrived: readonly Arrival[]): void => {
  for (const [index, arrival] of arrived.entries()) {
    const later = arrived.slice(index + 1).filter(({ account }) => account === arrival.account);
    const tooEarly = later.filter(({ at }) => at < arrival.at);
    agree("what arrived after something that was due later", tooEarly, []);
    const isOvertaken = arrival.after === undefined || !later.includes(arrival.after);
    agree("whether it was overtaken", isOvertaken, true);
  }
};

const asJson = (payload: Json): unknown => JSON.parse(JSON.stringify(payload));

const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== "object" || value === null) return String(value);
  const defined = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(defined.map(([name, child]) => [name, asText(child)]));
};
