import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { expect, test } from "vitest";
import { createLookup, namesRefusedAddress } from "./address-guard.ts";
import { isPrivateAddress } from "./address-policy.ts";

const isPublic = (ip: string): boolean => !isPrivateAddress(ip);

const ask = (lookup: LookupFunction, name: string): Promise<string | LookupAddress[]> =>
  new Promise((resolve, reject) => {
    lookup(name, { all: true }, (error, address) => (error ? reject(error) : resolve(address)));
  });

test.for([
  ["http://127.0.0.1/", true],
  ["http://0x7f.1/", true],
  ["http://2130706433/", true],
  ["http://[::1]:80/", true],
  ["http://[::ffff:10.0.0.1]/", true],
  ["http://1.1.1.1/", false],
  ["http://[2606:4700::1111]/", false],
  ["http://shop.example/", false],
] as const)("whether %s names a private address: %s", ([url, refused]) => {
  expect(namesRefusedAddress(new URL(url), isPublic)).toBe(refused);
});

test("of the addresses of a name only allowed ones are given", async () => {
  const addresses = [
    { address: "10.0.0.1", family: 4 },
    { address: "1.1.1.1", family: 4 },
    { address: "fe80::1", family: 6 },
  ];
  const lookup = createLookup(isPublic, async () => addresses);
  expect(await ask(lookup, "shop.example")).toEqual([{ address: "1.1.1.1", family: 4 }]);
});

test("a name without an allowed address is refused", async () => {
  const lookup = createLookup(isPublic, async () => [{ address: "169.254.169.254", family: 4 }]);
  await expect(ask(lookup, "metadata.example")).rejects.toThrow("refused address");
});

test("a name that changes its address is checked each time", async () => {
  const addresses = ["1.1.1.1", "127.0.0.1"];
  const lookup = createLookup(isPublic, async () => [{ address: addresses.shift() ?? "", family: 4 }]);
  expect(await ask(lookup, "rebind.example")).toMatchObject([{ address: "1.1.1.1" }]);
  await expect(ask(lookup, "rebind.example")).rejects.toThrow("refused address");
});

test("lookups of the same name at the same time share one result", async () => {
  const asked: string[] = [];
  const lookup = createLookup(isPublic, async (name) => {
    asked.push(name);
    return [{ address: "1.1.1.1", family: 4 }];
  });
  await Promise.all([ask(lookup, "a.example"), ask(lookup, "a.example"), ask(lookup, "b.example")]);
  expect(asked).toEqual(["a.example", "b.example"]);
});

test("the error of the resolver is passed on", async () => {
  const lookup = createLookup(isPublic, () =>
    Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
  );
  await expect(ask(lookup, "gone.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
});

test.for(["localhost", "localhost.", "shop.localhost"])(
  "%s is loopback, without a resolver",
  async (name) => {
    const lookup = createLookup(
      () => true,
      () => Promise.reject(new Error("asked")),
    );
    expect(await ask(lookup, name)).toMatchObject([{ address: "127.0.0.1" }, { address: "::1" }]);
  },
);
