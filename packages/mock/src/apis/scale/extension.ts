import type { CreateRole } from "../../contract/roles.ts";
import type { Account } from "../../engine/account.ts";
import type { Extension } from "../../engine/extension.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { JsonObject } from "../../engine/model.ts";
import type { TaskQuery } from "../../engine/store/store.ts";
import { checkRequest } from "./check-request.ts";
import { readBound } from "./created-between.ts";
import { defaultInstruction } from "./default-instruction.ts";
import { betaWorker, scaleWorker } from "./scale-worker.ts";

/** What the contract of Scale's version 1 does not express. */
export const scaleV1: Extension = { worker: scaleWorker, prepareCreate, conditions };

/** What the contract of Scale's beta does not express. */
export const scaleBeta: Extension = { worker: betaWorker, prepareCreate };

/** Rejects what the account does not allow, and fills in the defaults of the account and of the type. */
function prepareCreate(
  { record: { settings } }: Account,
  { type }: CreateRole,
  body: JsonObject,
): JsonObject {
  if (settings.disabledTaskTypes.includes(type)) {
    throw new EngineFailure(402, `Tasks of the type ${type} are not enabled for this account.`);
  }
  checkRequest(body);
  const callbackUrl = body["callback_url"] ?? settings.defaultCallbackUrl;
  if (typeof callbackUrl !== "string") {
    throw new EngineFailure(
      400,
      "callback_url is missing, and this account has no default. Send one, or set defaultCallbackUrl in the settings of the account.",
    );
  }
  const instruction = body["instruction"] ?? defaultInstruction(body);
  return { ...body, callback_url: callbackUrl, instruction };
}

function conditions(query: Readonly<Record<string, unknown>>): Partial<TaskQuery> {
  const createdFrom = readBound("start_time", query["start_time"]);
  const createdTo = readBound("end_time", query["end_time"]);
  const reviews = query["customer_review_status"];
  return {
    ...(createdFrom !== undefined && { createdFrom }),
    ...(createdTo !== undefined && { createdTo }),
    // Several outcomes are separated by commas (scale-v1, parameter customer_review_status).
    ...(typeof reviews === "string" && {
      customerReviewStatuses: reviews.split(",").map((review) => review.trim()),
    }),
  };
}
