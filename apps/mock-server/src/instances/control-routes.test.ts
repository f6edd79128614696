import { expect, test } from "vitest";
import { controlContract } from "@task-contracts/mock/control/contract";
import { controlRoutes } from "./control-routes.ts";

test("each operation of the control API has a route, and nothing else has", () => {
  expect(Object.keys(controlRoutes).toSorted()).toEqual(Object.keys(controlContract.operations).toSorted());
});
