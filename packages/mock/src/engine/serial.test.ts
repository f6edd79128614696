import { expect, test } from "vitest";
import { nextTurn } from "../../test/support/next-turn.ts";
import { createSerial } from "./serial.ts";

test("jobs of one key run one after the other, also after one has failed", async () => {
  const serial = createSerial();
  const log: string[] = [];
  const job =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await nextTurn();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  const results = await Promise.allSettled([
    serial("a", job("1", true)),
    serial("a", job("2")),
    serial("a", job("3")),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(log).toEqual(["1 begins", "1 ends", "2 begins", "2 ends", "3 begins", "3 ends"]);
});

test("jobs of different keys run at the same time", async () => {
  const serial = createSerial();
  const log: string[] = [];
  const job = (name: string) => async () => {
    log.push(`${name} begins`);
    await nextTurn();
    log.push(`${name} ends`);
  };
  await Promise.all([serial("a", job("a")), serial("b", job("b"))]);
  expect(log).toEqual(["a begins", "b begins", "a ends", "b ends"]);
});
