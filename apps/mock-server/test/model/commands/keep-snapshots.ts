import * as fc from "fast-check";
import { agree } from "../agree.ts";
import { settleAll } from "../compare.ts";
import { type Account, accountOf, anyKey, keys, type Model, pickOf } from "../state.ts";
import { hasDeliveryFaults, hasTies } from "../waiting-faults.ts";
import { type Command, commands } from "./command.ts";

const sizeOf = (accounts: readonly Account[]): object => ({
  accounts: accounts.length,
  tasks: accounts.reduce((sum, { tasks, runs }) => sum + tasks.length + runs.length, 0),
  deliveries: accounts.reduce((sum, { deliveries }) => sum + deliveries.length, 0),
});

/** A copy, in which nothing is held back: an order that was to be changed is no part of a state. */
const copyOf = (accounts: readonly Account[]): Account[] => {
  const copies = structuredClone(accounts) as Account[];
  for (const { deliveries } of copies) for (const delivery of deliveries) delivery.isHeld = false;
  return copies;
};

export const snapshots: fc.Arbitrary<Command> = commands(
  "keep a snapshot",
  fc.record({ key: fc.option(anyKey, { nil: undefined }) }),
  {
    run: async (model, system, { key }) => {
      const kept = (key === undefined ? keys : [key]).map((each) => accountOf(model, each));
      const { status, body } = await system.control("POST /snapshots", key ?? "*");
      const snapshotId = String(body["snapshotId"]);
      agree("the snapshot", { status, body }, { status: 200, body: { snapshotId, ...sizeOf(kept) } });
      model.snapshots.set(snapshotId, copyOf(kept));
    },
  },
);

const chosen = ({ snapshots: all }: Readonly<Model>, pick: number): [string, readonly Account[]] =>
  pickOf([...all], pick) ?? ["", []];

export const restorations: fc.Arbitrary<Command> = commands(
  "go back to a snapshot",
  fc.record({ pick: fc.nat(50) }),
  {
    isPossible: (model, { pick }) =>
      model.snapshots.size > 0 &&
      !chosen(model, pick)[1].some((account) => hasTies(account) && hasDeliveryFaults(model, account.key)),
    run: async (model, system, { pick }) => {
      const [id, accounts] = chosen(model, pick);
      const { status, body } = await system.control(`POST /snapshots/${id}/restore`);
      agree("the snapshot", { status, body }, { status: 200, body: { snapshotId: id, ...sizeOf(accounts) } });
      for (const account of copyOf(accounts)) model.accounts.set(account.key, account);
      const affected = accounts.map(({ key }) => key);
      model.walks = model.walks.filter(({ account }) => !affected.includes(account));
      await settleAll(model, system, affected);
    },
  },
);
