import * as fc from "fast-check";
import { nearlyValidWireRequest, validWireRequest } from "./base-request.ts";
import { bodyTrick } from "./tricks/body-tricks.ts";
import { deliveryTrick } from "./tricks/delivery-tricks.ts";
import { formTrick } from "./tricks/form-tricks.ts";
import { headerTrick } from "./tricks/header-tricks.ts";
import { methodTrick } from "./tricks/method-tricks.ts";
import { targetTrick } from "./tricks/target-tricks.ts";
import type { FuzzOperation, WireRequest } from "./wire-request.ts";

export const KINDS = ["valid", "nearly valid", "hostile"] as const;

/** A request to try. */
export interface FuzzCase {
  readonly kind: (typeof KINDS)[number];
  readonly request: WireRequest;
  /** The names of what is wrong with it. */
  readonly tricks: readonly string[];
}

/** Requests to an operation: valid, nearly valid, and hostile. */
export const arbitraryCase = (operation: FuzzOperation): fc.Arbitrary<FuzzCase> => {
  const valid = validWireRequest(operation);
  const trick = fc.oneof(
    { weight: operation.body ? 5 : 1, arbitrary: bodyTrick },
    { weight: operation.body ? 3 : 1, arbitrary: formTrick },
    { weight: 3, arbitrary: headerTrick },
    { weight: 3, arbitrary: targetTrick },
    { weight: 1, arbitrary: methodTrick },
    { weight: 1, arbitrary: deliveryTrick },
  );
  // Most alone, so that one trick does not hide behind another.
  const tricks = fc.oneof(
    { weight: 3, arbitrary: fc.array(trick, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(trick, { minLength: 2, maxLength: 3 }) },
  );
  return fc.oneof(
    { weight: 2, arbitrary: valid.map((request) => ({ kind: KINDS[0], request, tricks: [] })) },
    {
      weight: 3,
      arbitrary: nearlyValidWireRequest(operation).map((request) => ({
        kind: KINDS[1],
        request,
        tricks: [],
      })),
    },
    {
      weight: 7,
      arbitrary: fc.tuple(valid, tricks).map(([request, chosen]) => ({
        kind: KINDS[2],
        request: chosen.reduce((changed, { apply }) => apply(changed), request),
        tricks: chosen.map(({ name }) => name),
      })),
    },
  );
};
