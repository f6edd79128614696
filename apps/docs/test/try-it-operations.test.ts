import { createMock } from "@task-contracts/mock";
import { successOf } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import { firstAttempt, requestOf } from "../src/browser/try-it/attempt.ts";
import { prepare } from "../src/browser/try-it/prerequisites.ts";
import { createSession } from "../src/browser/try-it/session.ts";
import { offerOf } from "../src/try-it/offer-of.ts";
import { apis, operations } from "./support/apis.ts";

const [creator] = apis;

// The same as in the page, but for the worker.
test.for(operations)(
  "Try it sends a request of $name that succeeds as documented",
  async ({ api, operation }) => {
    const offer = offerOf(api, operation, api.resource === undefined ? creator : api);
    const closed = Promise.withResolvers<void>();
    const session = await createSession(
      async (callbacks) => {
        const mock = await createMock({ apis: offer.apis, callbacks });
        void closed.promise.then(() => mock.close());
        return mock;
      },
      () => undefined,
    );
    const { mode, values } = await prepare(session, offer);
    const first = firstAttempt(offer);
    const request = requestOf(offer, { ...first, mode, values: { ...first.values, ...values } });
    const response = await session.fetch(request);
    expect(String(response.status)).toBe(successOf(operation).status);
    await response.body?.cancel();
    closed.resolve();
  },
);
