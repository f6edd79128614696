import { expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

const names = [
  "start_time",
  "end_time",
  "status",
  "type",
  "limit",
  "offset",
  "next_token",
  "customer_review_status",
];

test.each([
  ["statuss", "status"],
  ["staus", "status"],
  ["stauts", "status"],
  ["Status", "status"],
  ["limit[]", "limit"],
  ["limit[0]", "limit"],
  ["limit[", "limit"],
  ["startTime", "start_time"],
  ["next-token", "next_token"],
  ["customer_review_state", "customer_review_status"],
  ["tpye", "type"],
])("%s most likely stands for %s", (word, name) => {
  expect(nearestName(word, names)).toBe(name);
});

test.each([["project"], ["x"], [""], ["[]"], ["batch"], ["status".repeat(1000)]])(
  "%j is not like any known name",
  (word) => {
    expect(nearestName(word, names)).toBeUndefined();
  },
);

test("the nearest of several names that are alike is found", () => {
  expect(nearestName("hour", ["minutes", "hours"])).toBe("hours");
  expect(nearestName("minute", ["milliseconds", "minutes", "hours"])).toBe("minutes");
});

test("no names have no nearest one", () => {
  expect(nearestName("status", [])).toBeUndefined();
});
