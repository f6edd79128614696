import { expect, test } from "vitest";
import { idIn } from "./tabs.ts";

test.for([
  ["", ""],
  ["#errors", "errors"],
  ["#parameter-%74ype", "parameter-type"],
  ["#100%", "100%"],
])("the address %j names the place %j", ([hash = "", id]) => {
  expect(idIn(hash)).toBe(id);
});
