import { expect, onTestFinished, test } from "vitest";
import { Leases } from "../../src/instances/leases.ts";
import { openPostgres, type PostgresDatabase } from "../../src/store/postgres-database.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";

interface Member {
  readonly database: PostgresDatabase;
  readonly leases: Leases;
  /** The accounts that its engine has. */
  readonly held: Set<string>;
}

/** An instance without an engine. */
const join = async (adopted: (keys: readonly string[]) => Promise<void>): Promise<Member> => {
  const database = await openPostgres(newPostgresUrl());
  const leases = new Leases(database, 600);
  const held = new Set<string>();
  await leases.synchronize();
  onTestFinished(async () => {
    await leases.leave();
    await database.close();
  });
  await leases.join("http://127.0.0.1:9", {
    adopt: async (own) => {
      for (const { key } of own) held.add(key);
      await adopted(own.map(({ key }) => key));
    },
    lose: async (keys) => keys.forEach((key) => held.delete(key)),
    refresh: async () => undefined,
    exists: () => true,
    shown: () => 0,
    report: () => undefined,
  });
  return { database, leases, held };
};

test("an account whose adoption fails is dropped, and taken over again", async () => {
  const seen: boolean[] = [];
  const { held, leases } = await join(async () => {
    seen.push(seen.length > 0);
    if (seen.length === 1) throw new Error("The database is away.");
  });
  await expect(leases.locate("ann", { claim: true })).rejects.toThrow("The database is away.");
  expect([...held]).toEqual([]);
  expect(await leases.locate("ann", { claim: true })).toBe("here");
  expect([...held]).toEqual(["ann"]);
});

test("an instance says that it is alive while it takes accounts over", async () => {
  const adopting = Promise.withResolvers<void>();
  const { database, leases } = await join(() => adopting.promise);
  const locating = leases.locate("ann", { claim: true });
  const aliveUntil = async (): Promise<unknown> =>
    (await database.query("SELECT alive_until::text FROM instances"))[0]?.["alive_until"];
  const before = await aliveUntil();
  await expect.poll(aliveUntil).not.toBe(before);
  expect(leases.isValid()).toBe(true);
  adopting.resolve();
  expect(await locating).toBe("here");
});

test("what an instance claimed while it was taken for dead is not left to no one", async () => {
  const { database, held, leases } = await join(async () => undefined);
  await leases.locate("ann", { claim: true });
  await database.query("DELETE FROM instances");
  await database.query("INSERT INTO leases VALUES ('bob', $1)", [leases.id]);
  await expect.poll(() => [...held].toSorted()).toEqual(["ann", "bob"]);
  await expect.poll(() => leases.has("ann") && leases.has("bob")).toBe(true);
});

test("a database that does not respond makes requests fail, and not wait", async () => {
  const { database, leases } = await join(async () => undefined);
  const client = await database.connect();
  await client.query("SET idle_in_transaction_session_timeout = 0; BEGIN; LOCK TABLE instances");
  onTestFinished(() => client.end());
  await expect.poll(() => leases.isValid()).toBe(false);
  await expect(leases.ensureValid()).rejects.toThrow("does not respond, and nothing was changed");
});

test("no account comes while the engine is replaced", async () => {
  const { held, leases } = await join(async () => undefined);
  const replacing = Promise.withResolvers<void>();
  const replaced = leases.whileUnchanged(() => replacing.promise);
  const locating = leases.locate("ann", { claim: true });
  await leases.ensureValid();
  expect([...held]).toEqual([]);
  replacing.resolve();
  await replaced;
  expect(await locating).toBe("here");
});

test("options in the URL do not take the schema away", async () => {
  const url = new URL(newPostgresUrl());
  url.searchParams.set("options", "-c search_path=public");
  const database = await openPostgres(url.href);
  onTestFinished(() => database.close());
  const [row] = await database.query("SHOW search_path");
  expect(row).toEqual({ search_path: database.schema });
});
