import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { DeliveryRecord } from "../engine/model.ts";

/**
 * Sends a callback again, as a new delivery.
 *
 * @throws {EngineFailure} 409 if the callback is not in what is served.
 */
export const replayDelivery = async (engine: Engine, delivery: DeliveryRecord): Promise<DeliveryRecord> => {
  checkDelivers(engine, delivery);
  const { accounts, deliveries } = engine;
  return deliveries.repeat(await accounts.get(delivery.account), delivery);
};

/**
 * Makes a pending delivery due now.
 *
 * @throws {EngineFailure} 409 if it is not pending, or if the callback is not in what is served.
 */
export const retryDelivery = async (engine: Engine, delivery: DeliveryRecord): Promise<DeliveryRecord> => {
  checkDelivers(engine, delivery);
  const { accounts, deliveries } = engine;
  return (await deliveries.retry(await accounts.get(delivery.account), delivery)) ?? refuseEnded(delivery);
};

/**
 * Ends the attempts of a pending delivery.
 *
 * @throws {EngineFailure} 409 if it is not pending.
 */
export const giveUpDelivery = async (
  { accounts, deliveries }: Engine,
  delivery: DeliveryRecord,
): Promise<DeliveryRecord> =>
  (await deliveries.giveUp(await accounts.get(delivery.account), delivery)) ?? refuseEnded(delivery);

const checkDelivers = ({ delivers }: Engine, delivery: DeliveryRecord): void => {
  if (delivers(delivery)) return;
  throw new EngineFailure(
    409,
    `The callback ${delivery.callback} of ${delivery.api} is not served any more. Give the delivery up, or serve the description that has it.`,
  );
};

const refuseEnded = ({ id, status }: DeliveryRecord): never => {
  throw new EngineFailure(
    409,
    `Delivery ${id} has ${status} already. Send the callback again: replay it, with POST /_mock/deliveries/${id}/replay.`,
  );
};
