import type { AccountRecord } from "../engine/model.ts";

/**
 * The headers of a callback that the contract asks for. Version 1 always sends the key of the account. The documents of
 * the beta do not mention it; it is the same service, so the beta sends it as well.
 *
 * @example
 * deliveryHeaders(account); // { "scale-callback-auth": "4f1c2a9b7e" }
 */
export const deliveryHeaders = (account: Pick<AccountRecord, "callbackAuthKey">): Record<string, string> => ({
  "scale-callback-auth": account.callbackAuthKey,
});
