import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { DeliveryRecord } from "../engine/model.ts";

/**
 * Sends a callback again, as a new delivery.
 *
 * @throws {EngineFailure} 409 if its API is not served any more.
 */
export const replayDelivery = async (
  { accounts, deliveries, lives }: Engine,
  delivery: DeliveryRecord,
): Promise<DeliveryRecord> => {
  if (lives(delivery.api)) return deliveries.repeat(await accounts.get(delivery.account), delivery);
  throw new EngineFailure(409, `The API of this delivery, ${delivery.api}, is not served any more.`);
};
