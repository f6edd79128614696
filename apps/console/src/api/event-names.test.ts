import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EventNames } from "./event-names.ts";

const stream = ': listening\n\nevent: task\ndata: {"event: fake":1}\n\nevent: clock\ndata: {}\n\n';

test("the names of events are read wherever the stream is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
      const names = new EventNames();
      const places = [0, ...cuts.toSorted((left, right) => left - right), stream.length];
      const found = places.flatMap((place, index) =>
        Array.from(names.read(stream.slice(place, places[index + 1] ?? place))),
      );
      expect(found).toEqual(["task", "clock"]);
    }),
  );
});

test("a long line takes no memory until it ends", () => {
  const names = new EventNames();
  names.read(`event: task\ndata: ${"x".repeat(1_000_000)}`);
  expect([...names.read("xx\nevent: clock\n")]).toEqual(["clock"]);
});
