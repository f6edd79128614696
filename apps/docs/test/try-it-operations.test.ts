import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createMock } from "@task-contracts/mock";
import { startCallbackReceiver, startMockServer } from "@task-contracts/mock-server";
import { type Operation, successOf } from "@task-contracts/openapi-model";
import { expect, onTestFinished, test } from "vitest";
import type { Api } from "../src/contract/load-api.ts";
import {
  type Attempt,
  attemptIn,
  firstAttempt,
  hashOf,
  keys,
  type Mode,
  requestOf,
} from "../src/browser/try-it/attempt.ts";
import { curlOf } from "../src/browser/try-it/curl.ts";
import { prepare } from "../src/browser/try-it/prerequisites.ts";
import { createSession, type Session } from "../src/browser/try-it/session.ts";
import type { Offer } from "../src/try-it/offer.ts";
import { offerOf } from "../src/try-it/offer-of.ts";
import { apis, operations } from "./support/apis.ts";
import { hasProgram } from "./support/has-program.ts";

const [creator] = apis;

const offerFor = (api: Api, operation: Operation): Offer =>
  offerOf(api, operation, api.resource === undefined ? creator : api);

/** A mock as in the page, but for the worker. */
async function startPage({ apis: ids }: Offer): Promise<Session> {
  const session = await createSession(
    (callbacks) => createMock({ apis: ids, callbacks }),
    () => undefined,
  );
  onTestFinished(() => session.close());
  return session;
}

const preparedFor = (offer: Offer, mode: Mode, generated: Attempt["values"]): Attempt => {
  const first = firstAttempt(offer);
  return { ...first, mode, values: { ...first.values, ...generated } };
};

test.for(operations)(
  "Try it sends a request of $name that succeeds as documented, with either key and from a shared link",
  async ({ api, operation }) => {
    const offer = offerFor(api, operation);
    const session = await startPage(offer);
    let hash = "";
    for (const mode of ["test", "live"] as const) {
      const generated = await prepare(session, offer, mode);
      const attempt = preparedFor(offer, mode, generated);
      const shared = attemptIn(hash, attempt) ?? attempt;
      const response = await session.fetch(requestOf(offer, { ...shared, mode }));
      expect([mode, String(response.status)]).toEqual([mode, successOf(operation).status]);
      await response.body?.cancel();
      // The next page opens a link to this one.
      hash = hashOf(attempt, generated);
    }
  },
);

/** Operations on something that only the page has. */
const dependent = operations.filter(({ name }) =>
  [
    "scale-v1 cancelTask",
    "scale-beta getTask",
    "dataflowkit-v1 getTaskInfo",
    "mock-control-v1 completeTask",
    "mock-control-v1 replayDelivery",
    "mock-control-v1 deleteFault",
  ].includes(name),
);

test.runIf(hasProgram("curl")).for(dependent)(
  "the copied commands of $name succeed on a mock that the page has never seen",
  async ({ api, operation }) => {
    const [mock, receiver] = await Promise.all([startMockServer(), startCallbackReceiver()]);
    onTestFinished(async () => {
      await Promise.all([mock.close(), receiver.close()]);
    });
    const offer = offerFor(api, operation);
    const mode = operation.id === "cancelTask" || operation.id === "completeTask" ? "live" : "test";
    const generated = Object.fromEntries(
      offer.parameters
        .filter(({ isShown }) => isShown)
        .map(({ in: place, name }) => [name, place === "path" ? "of-the-page" : keys[mode]]),
    );
    const commands = curlOf(offer, preparedFor(offer, mode, generated), generated)
      .replaceAll("http://127.0.0.1:4010", mock.url())
      .replaceAll(/https:\/\/shop\.example[^"]*/g, receiver.url);
    expect(commands).not.toContain("of-the-page");
    const { stdout } = await promisify(execFile)("sh", [
      "-ec",
      `${commands} -s -o /dev/null -w '%{http_code}'`,
    ]);
    expect(stdout).toBe(successOf(operation).status);
  },
);
