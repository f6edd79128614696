import { expect, test } from "vitest";
import { killInstances } from "../support/kill-instances.ts";

// `pnpm kills` does the same for longer.
test("what two instances acknowledged survives kill -9 of them and of PostgreSQL", async () => {
  const { advanced, canceled, created, problems } = await killInstances({
    instances: 2,
    kills: 2,
    databaseKills: 1,
  });
  expect(problems).toEqual([]);
  expect(Math.min(advanced, canceled, created)).toBeGreaterThan(0);
});
