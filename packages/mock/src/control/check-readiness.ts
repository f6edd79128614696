import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import { StoreError } from "../engine/store/store-error.ts";

/**
 * Creates a check that the store can be written. The reason of a failure is logged once per outage: readiness is checked
 * every few seconds, and anyone can read its response.
 *
 * @example
 * const checkReadiness = createReadinessCheck(engine);
 * await checkReadiness(); // throws an EngineFailure 503 while the store cannot be written
 */
export const createReadinessCheck = ({ host, store }: Engine): (() => Promise<void>) => {
  let isWell = true;
  return async () => {
    try {
      await store.probe();
      isWell = true;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (isWell) host.report(error);
      isWell = false;
      throw new EngineFailure(
        503,
        "The store cannot be written: every request that changes something gets a 500. The log says why.",
      );
    }
  };
};
