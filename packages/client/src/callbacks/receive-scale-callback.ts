import type { CallbackRequest } from "./callback-request.ts";
import { receive } from "./receive.ts";
import type { CallbackTraits, Receipt, ReceiverOptions } from "./receiver.ts";
import { checkScaleCallback, type ScaleCallback } from "./scale-callback.ts";

const traits: CallbackTraits<ScaleCallback> = {
  mediaType: "application/json",
  parse: JSON.parse,
  accept: (parsedBody) => parsedBody,
  check: checkScaleCallback,
  accepted: 204,
  authRequired: true,
};

/**
 * Receives a callback of Scale v1. Send `response` to the sender, whatever happened: it is 204 for a callback that was
 * taken, and otherwise what makes the service do the right thing.
 *
 * @throws TypeError if `authKey` is empty. It throws nothing else, whatever the request is like
 * @example
 * const { response } = await receiveScaleCallback(request, {
 *   authKey,
 *   onCallback: (callback) => {
 *     if (callback.kind === "taskCompleted" && callback.type === "annotation") save(callback.response.annotations);
 *   },
 * });
 */
export const receiveScaleCallback = (
  request: CallbackRequest,
  options: ReceiverOptions<ScaleCallback>,
): Promise<Receipt<ScaleCallback>> => receive(traits, request, options);
