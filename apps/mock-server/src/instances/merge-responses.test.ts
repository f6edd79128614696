import { expect, test } from "vitest";
import { mergeBodies } from "./merge-responses.ts";

const contract = (ok: number, ...further: object[]): object => ({
  api: "shop",
  resources: [{ name: "orders", transitions: [{ name: "pay", count: ok }], reasons: ["a"] }],
  operations: [
    {
      operation: "create",
      sample: { body: { count: 3, items: [{ status: "new", count: 2 }] } },
      responses: [{ status: "200", count: ok }, ...further],
    },
  ],
});

test("counts of a contract are those of all instances, also of outcomes that only one has seen", () => {
  expect(
    mergeBodies("getContract", [contract(1), contract(2, { status: "503", count: 4 }), contract(0)], {}),
  ).toEqual(contract(3, { status: "503", count: 4 }));
});
