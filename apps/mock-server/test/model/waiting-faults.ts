import type { Account, DeliveryFault, Model, RequestFault, WaitingFault } from "./state.ts";

const concerns = ({ account, fault }: WaitingFault, key: string, operation: string): boolean =>
  (account === undefined || account === key) &&
  fault.target === "request" &&
  (fault.operation === undefined || fault.operation === operation);

/** Whether the next request of an account to an operation goes wrong. */
export const isFaulty = (model: Readonly<Model>, key: string, operation: string): boolean =>
  model.faults.some((waiting) => concerns(waiting, key, operation));

/** Uses up the oldest fault of a request. */
export const takeRequestFault = (model: Model, key: string, operation: string): RequestFault | undefined =>
  use(model, (waiting) => concerns(waiting, key, operation))?.fault as RequestFault | undefined;

/** Uses up the oldest fault of a callback. */
export const takeDeliveryFault = (model: Model, key: string): DeliveryFault | undefined =>
  use(model, (waiting) => waiting.account === key && waiting.fault.target === "delivery")?.fault as
    | DeliveryFault
    | undefined;

const use = (model: Model, fits: (waiting: WaitingFault) => boolean): WaitingFault | undefined => {
  const found = model.faults.find(fits);
  if (!found) return undefined;
  found.left -= 1;
  model.faults = model.faults.filter(({ left }) => left > 0);
  return found;
};

export const hasDeliveryFaults = (model: Readonly<Model>, key: string): boolean =>
  model.faults.some(({ account, fault }) => account === key && fault.target === "delivery");

/** Tasks that complete in the same moment: nothing says which of them a fault is for. */
export const hasTies = ({ tasks }: Account): boolean => {
  const moments = tasks.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt !== undefined);
  return new Set(moments).size < moments.length;
};
