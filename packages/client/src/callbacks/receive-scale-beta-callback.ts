import type { callbacks } from "@task-contracts/contracts/scale-beta";
import { callbackValidators } from "@task-contracts/contracts/scale-beta/callback-validators";
import type { CallbackRequest } from "./callback-request.ts";
import { checkPayload } from "./check-payload.ts";
import { acceptForm, parseForm } from "./parse-form.ts";
import { receive } from "./receive.ts";
import type { CallbackTraits, Receipt, ReceiverOptions } from "./receiver.ts";
import type { PayloadOf, TaskCompleted } from "./scale-callback.ts";

const form = "application/x-www-form-urlencoded";

/** All that the Scale beta sends. It comes as a form, so `response.status_code` is text. */
export type ScaleBetaCallback = TaskCompleted<
  PayloadOf<callbacks["createCategorizationTask"]["taskCompleted"]>
>;

/** How callbacks of the beta are received. */
export interface ScaleBetaReceiverOptions extends ReceiverOptions<ScaleBetaCallback> {
  /**
   * Whether to take requests without the header `scale-callback-auth`, which the documents of the beta do not promise.
   * Then anybody can send you callbacks, so confirm what they say with `getTask`. Default: false.
   */
  readonly allowMissingAuth?: boolean | undefined;
}

const traits: Omit<CallbackTraits<ScaleBetaCallback>, "authRequired"> = {
  mediaType: form,
  parse: parseForm,
  accept: acceptForm,
  check: (body) => ({
    kind: "taskCompleted",
    type: "categorization",
    ...checkPayload(callbackValidators.createCategorizationTask.taskCompleted[form], body),
  }),
  // The beta counts every other status as a failure, 204 included.
  accepted: 200,
};

/**
 * Receives a callback of the Scale beta. Send `response` to the sender, whatever happened: it is 200 for a callback that
 * was taken, and otherwise what makes the service do the right thing.
 *
 * @throws TypeError if `authKey` is empty. It throws nothing else, whatever the request is like
 * @example
 * const { response } = await receiveScaleBetaCallback(request, {
 *   authKey,
 *   onCallback: ({ task_id, response }) => save(task_id, response.category),
 * });
 */
export const receiveScaleBetaCallback = (
  request: CallbackRequest,
  { allowMissingAuth = false, ...options }: ScaleBetaReceiverOptions,
): Promise<Receipt<ScaleBetaCallback>> =>
  receive({ ...traits, authRequired: !allowMissingAuth }, request, options);
