import { expectTypeOf, test } from "vitest";
import type { OrUndefined } from "./methods.ts";

// The compiler runs these tests.
test("What is optional may be undefined, at every depth, and nothing else may.", () => {
  expectTypeOf<OrUndefined<{ a: string; b?: number }>>().toEqualTypeOf<{
    a: string;
    b?: number | undefined;
  }>();
  expectTypeOf<OrUndefined<{ list?: readonly { of?: "a" | "b" }[] }>>().toEqualTypeOf<{
    list?: readonly { of?: "a" | "b" | undefined }[] | undefined;
  }>();
  expectTypeOf<OrUndefined<[string, { a?: 1 }]>>().toEqualTypeOf<[string, { a?: 1 | undefined }]>();
  expectTypeOf<OrUndefined<{ [name: string]: string }>>().toEqualTypeOf<{ [name: string]: string }>();
  expectTypeOf<OrUndefined<string | null | unknown[]>>().toEqualTypeOf<string | null | unknown[]>();
  expectTypeOf<OrUndefined<{ kind: "a"; x?: 1 } | { kind: "b"; y: 2 }>>().toEqualTypeOf<
    { kind: "a"; x?: 1 | undefined } | { kind: "b"; y: 2 }
  >();
});
