import { testStore } from "@task-contracts/mock/test/store-conformance/index";
import { onTestFinished } from "vitest";
import { openPostgres } from "../../src/store/postgres-database.ts";
import { createPostgresStore } from "../../src/store/postgres-store.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";

const url = newPostgresUrl();

testStore({
  name: "postgres",
  open: async () => {
    const store = createPostgresStore(await openPostgres(url));
    onTestFinished(() => store.close());
    await store.write([{ delete: "all" }]);
    return store;
  },
});
