import type { Store } from "../../src/engine/store/store.ts";

/** A kind of store that is held to what all stores do. */
export interface StoreUnderTest {
  readonly name: string;
  /** Opens an empty one, which is closed when the test has finished. */
  readonly open: () => Promise<Store>;
}
