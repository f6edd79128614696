import { testModel } from "./model.ts";
import { testPages } from "./pages.ts";
import { testReads } from "./reads.ts";
import type { StoreUnderTest } from "./store-under-test.ts";
import { testWrites } from "./writes.ts";

/**
 * Declares the tests that every store has to pass: a new store is passed to this, and needs no tests of its own for what
 * all stores do.
 *
 * @example
 * testStore({ name: "memory", open: async () => createMemoryStore() });
 */
export const testStore = (store: StoreUnderTest): void => {
  testReads(store);
  testWrites(store);
  testPages(store);
  testModel(store);
};
