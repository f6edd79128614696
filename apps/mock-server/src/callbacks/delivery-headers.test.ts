import { expect, test } from "vitest";
import { deliveryHeaders } from "./delivery-headers.ts";

test("a callback carries the callback key of its account", () => {
  expect(deliveryHeaders({ callbackAuthKey: "4f1c2a9b7e" })).toEqual({ "scale-callback-auth": "4f1c2a9b7e" });
});
