import type { Engine } from "@task-contracts/mock/engine/create-engine";
import { toDeliveryEvent } from "./delivery-event.ts";
import type { Log } from "./log-event.ts";

/** Logs what becomes of callbacks, from now on. */
export const logDeliveries = ({ events }: Engine, log: Log): void => {
  events.listen((event) => {
    const told = event.type === "delivery" ? toDeliveryEvent(event.delivery) : undefined;
    if (told) log(told);
  });
};
