import { expect, onTestFinished, test } from "vitest";
import { type MockServer, startMockServer } from "../src/index.ts";
import { temporaryStore } from "./support/durable-server.ts";
import { newKey, send } from "./support/send.ts";

/** Starts a server on a store, with a way to start it again. */
const start = async (): Promise<{ mock: MockServer; restart: () => Promise<MockServer> }> => {
  const store = temporaryStore();
  let mock = await startMockServer({ store });
  onTestFinished(() => mock.close());
  const restart = async (): Promise<MockServer> => {
    await mock.close();
    mock = await startMockServer({ store });
    return mock;
  };
  return { mock, restart };
};

test("settings for all accounts hold for accounts that are created after a restart", async () => {
  const { mock, restart } = await start();
  const old = newKey();
  await mock.account(old).settings();
  const json = { testCompletion: "manual", callbackAuthKey: "for all", disabledTaskTypes: ["annotation"] };
  await send(mock, "PATCH /_mock/settings?account=*", { json });

  const again = await restart();

  expect((await send(again, "GET /_mock/settings")).body).toMatchObject(json);
  for (const key of [old, newKey()]) expect(await again.account(key).settings()).toMatchObject(json);
});

test("clocks that were all frozen and advanced stay so over a restart, those of new accounts too", async () => {
  const { mock, restart } = await start();
  await send(mock, "POST /_mock/clock/freeze?account=*");
  const { body } = await send(mock, "POST /_mock/clock/advance?account=*&days=3");
  const clock = { now: body["now"], frozen: true };

  const again = await restart();

  expect((await send(again, "GET /_mock/clock")).body).toEqual(clock);
  const account = again.account(newKey());
  await account.settings();
  expect(await account.clock.now()).toEqual(clock);
});

test("clocks that run after an advance keep their lead over a restart", async () => {
  const { mock, restart } = await start();
  await send(mock, "POST /_mock/clock/advance?account=*&days=3");

  const again = await restart();

  const { now, frozen } = await again.account(newKey()).clock.now();
  expect(frozen).toBe(false);
  expect(Date.parse(now)).toBeGreaterThan(Date.now() + 2 * 86_400_000);
});

test("a reset of all is not undone by a restart", async () => {
  const { mock, restart } = await start();
  await send(mock, "PATCH /_mock/settings?account=*", { json: { testCompletion: "manual" } });
  await send(mock, "POST /_mock/clock/freeze?account=*");
  await send(mock, "POST /_mock/reset?account=*");

  const again = await restart();

  expect((await send(again, "GET /_mock/settings")).body).toMatchObject({ testCompletion: "immediate" });
  expect((await send(again, "GET /_mock/clock")).body).toMatchObject({ frozen: false });
});
