import { expect, test } from "vitest";
import { blockSize, Sequences } from "./sequences.ts";

test("sequences go on in the next block, which is fetched before it is needed", async () => {
  let block = 1;
  const sequences = new Sequences(async () => (block += 1));
  sequences.startAt(1);
  const numbers: number[] = [];
  for (let count = 0; count < blockSize; count++) numbers.push(sequences.next());
  await Promise.resolve();
  await Promise.resolve();
  numbers.push(sequences.next());
  expect([numbers[0], numbers.at(-2), numbers.at(-1)]).toEqual([blockSize, 2 * blockSize - 1, 2 * blockSize]);
});

test("without a database there are no more once the block is used up", () => {
  const sequences = new Sequences(() => Promise.reject(new Error("gone")));
  sequences.startAt(1);
  for (let count = 0; count < blockSize; count++) sequences.next();
  expect(() => sequences.next()).toThrow("the database did not respond in time");
});

test("an account that is taken over goes on above what its last instance could use", () => {
  const sequences = new Sequences(() => new Promise(() => undefined));
  sequences.startAt(3);
  sequences.next();
  sequences.startAt(9);
  expect(sequences.next()).toBe(9 * blockSize);
});
