import { join } from "node:path";
import { testStore } from "@task-contracts/mock/test/store-conformance/index";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { openSqliteStore } from "./sqlite-store.ts";

testStore({
  name: "sqlite",
  open: async () => {
    const store = await openSqliteStore(join(temporaryFolder(), "tasks.db"));
    onTestFinished(() => store.close());
    return store;
  },
});
