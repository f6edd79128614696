import { expect, test } from "vitest";
import { createManualHost } from "../../test/support/manual-host.ts";
import { watchClock } from "./watch-clock.ts";

test("a clock that is set forward is noticed within a second", async () => {
  const host = createManualHost();
  let leaps = 0;
  watchClock(host, () => (leaps += 1));
  await host.pass(5000);
  expect(leaps).toBe(0);

  host.setClock(host.now() + 3_600_000);
  await host.pass(1000);
  expect(leaps).toBe(1);
  await host.pass(5000);
  expect(leaps).toBe(1);
});

test.for([
  ["is set back", -3_600_000],
  ["is corrected by little", 150],
])("a clock that %s is no leap", async ([, change]) => {
  const host = createManualHost();
  let leaps = 0;
  watchClock(host, () => (leaps += 1));
  host.setClock(host.now() + Number(change));
  await host.pass(5000);
  expect(leaps).toBe(0);
});

test("a watch that was ended waits for nothing", async () => {
  const host = createManualHost();
  const stop = watchClock(host, () => expect.unreachable());
  await host.pass(2500);
  stop();
  expect(host.timers()).toBe(0);
});
