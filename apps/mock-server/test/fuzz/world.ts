import { setImmediate as nextTurn } from "node:timers/promises";
import { reset } from "@task-contracts/mock/control/reset";
import { Snapshots } from "@task-contracts/mock/control/snapshots";
import type { LogEvent } from "../../src/index.ts";
import { startWithEngine } from "../../src/start-mock-server.ts";
import { createSnapshot, populate } from "./populate.ts";
import { differences, readState, type State } from "./state.ts";

/** A server with two accounts that have tasks in all states, the same for each request. */
export interface World {
  readonly port: number;
  /** Puts everything back to where it began, and returns how that is. */
  readonly renew: () => Promise<State>;
  /** Puts the ids of this run in place of names such as `@pendingTask@`. */
  readonly fill: (text: string) => string;
  /** All that a request might change, by account. */
  readonly state: () => Promise<State>;
  /** What went wrong inside since this was last asked. */
  readonly takeDefects: () => readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts a server in this process.
 *
 * @example
 * const world = await startWorld();
 * await world.renew();
 */
export const startWorld = async (): Promise<World> => {
  const defects: string[] = [];
  let isSnapshotGone = false;
  const log = (event: LogEvent): void => {
    if (event.event === "defect") defects.push(event.message);
    isSnapshotGone ||=
      event.event === "request" && event.operation === "deleteSnapshot" && event.status === 204;
  };
  // No callback may reach what else listens on this machine.
  const { mock, engine } = await startWithEngine({ log, allowPrivateCallbacks: false });
  let values = await populate(mock.url());
  const snapshots = new Snapshots(engine);
  const { snapshotId } = await snapshots.create();
  const putBack = async (): Promise<State> => {
    await reset(engine);
    await snapshots.restore(snapshotId);
    // Of an account that no request comes from.
    const { faultId } = await engine.faults.add({ target: "request", status: 503, times: 3 }, "live_broken");
    values = { ...values, fault: faultId };
    return readState(engine);
  };
  const beginning = await putBack();
  let present = beginning;
  return {
    port: mock.port,
    renew: async () => {
      engine.journal.clear();
      // Most requests change nothing.
      if (differences(beginning, present).length > 0) await putBack();
      if (isSnapshotGone) values = { ...values, snapshot: await createSnapshot(mock.url()) };
      isSnapshotGone = false;
      return beginning;
    },
    fill: (text) => text.replaceAll(/@(\w+)@/g, (whole, name: string) => values[name] ?? whole),
    state: async () => {
      // What an answer left undone is done now.
      await nextTurn();
      present = await readState(engine);
      return present;
    },
    takeDefects: () => defects.splice(0),
    close: mock.close,
  };
};
