import { createMemoryStore } from "../src/engine/store/memory-store.ts";
import { testStore } from "./store-conformance/index.ts";

testStore({ name: "memory", open: async () => createMemoryStore() });
