import { expect, test } from "vitest";
import { receiverOf } from "./receiver-of.ts";

test.for([
  ["http://127.0.0.1:8080/callback?task=7", "http://127.0.0.1:8080"],
  ["https://Shop.example:443/callbacks", "https://shop.example"],
  ["http://user:password@shop.example/", "http://shop.example"],
  ["http://[::1]:80/", "http://[::1]"],
  ["data:,x", "data:,x"],
  ["no url", "no url"],
] as const)("the receiver of %s is %s", ([url, receiver]) => {
  expect(receiverOf(url)).toBe(receiver);
});
