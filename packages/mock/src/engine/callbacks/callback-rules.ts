import type { Callback, OperationTable } from "@task-contracts/contracts";
import { type LifeCycle, type Signature, standardWebhooks } from "@task-contracts/openapi-model";
import { retryDelays } from "./retry-delays.ts";

/** How a callback is sent, and how its result is used. */
export interface CallbackRules {
  readonly method: string;
  readonly mediaType: string;
  /** The names of the headers that carry the callback key of the account. */
  readonly keyHeaders: readonly string[];
  /** How the callback key signs the body, if it does. */
  readonly signature?: Signature;
  /** The delays before each retry, in milliseconds from the start of the previous attempt. */
  readonly delays: readonly number[];
  /** Whether a response with this status means that the receiver accepted the callback. */
  readonly accepts: (status: number) => boolean;
  /** The keys that lead to the property of a task that says whether the callback was accepted. */
  readonly succeeded?: readonly string[];
}

/**
 * Reads how the callbacks of an API are sent, by name: from the contract, and the retries from the life
 * cycle. Operations that share a callback describe it the same way, except for the body.
 */
export const readCallbackRules = (
  operations: OperationTable,
  { callbacks }: Pick<LifeCycle, "callbacks">,
): ReadonlyMap<string, CallbackRules> => {
  const described = Object.values(operations).flatMap((operation) => operation.callbacks);
  const others = [...callbacks.keys()].filter((name) =>
    described.every((callback) => callback.name !== name),
  );
  return new Map(
    [...described, ...others.map(plainCallback)].map((callback) => [
      callback.name,
      rulesOf(callback, callbacks),
    ]),
  );
};

/** A callback that the contract does not describe, except for its URL. */
const plainCallback = (name: string): Callback => ({
  name,
  method: "POST",
  url: "",
  headers: [],
  mediaTypes: ["application/json"],
  accepted: [],
});

const rulesOf = (
  { accepted, headers, mediaTypes: [mediaType = "application/json"], method, name }: Callback,
  declared: LifeCycle["callbacks"],
): CallbackRules => {
  const rule = declared.get(name);
  const signature = rule?.signature ?? (isStandard(headers) ? standardWebhooks : undefined);
  return {
    method,
    mediaType,
    keyHeaders: headers.filter((header) => header !== Object(signature).header && bringsKey(header)),
    ...(signature && { signature }),
    delays: rule ? retryDelays(rule.retry) : [],
    accepts: accepting(accepted),
    ...(rule?.succeeded && { succeeded: rule.succeeded }),
  };
};

/** Whether the headers of a callback are those of Standard Webhooks. */
const isStandard = (headers: readonly string[]): boolean => {
  const names = new Set(headers.map((header) => header.toLowerCase()));
  return ["webhook-id", "webhook-timestamp", "webhook-signature"].every((name) => names.has(name));
};

/** Whether a header brings a key, by its name: others tell of the event, say, or of the request. */
const bringsKey = (header: string): boolean =>
  /auth|token|secret|key/i.test(header) && !/idempotency|type|[-_]id$/i.test(header);

/** If no success is documented, any counts. */
const accepting = (documented: readonly string[]): CallbackRules["accepts"] => {
  const accepted = new Set(documented.length > 0 ? documented : ["2XX"]);
  return (status) => accepted.has(String(status)) || accepted.has(`${String(status).charAt(0)}XX`);
};
