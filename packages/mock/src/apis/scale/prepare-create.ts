import type { CreateRole } from "../../contract/roles.ts";
import type { Account } from "../../engine/account.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { JsonObject } from "../../engine/model.ts";
import { checkRequest } from "./check-request.ts";
import { defaultInstruction } from "./default-instruction.ts";

/**
 * Rejects what the account does not allow, and fills in the defaults of the account and of the type.
 *
 * @throws {EngineFailure} 402 for a type that the account may not use, 400 for what the schema cannot express.
 */
export function prepareCreate(
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
