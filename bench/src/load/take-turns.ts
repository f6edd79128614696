import type { Measured } from "../report/row.ts";
import type { Turn } from "./measure.ts";

/**
 * Lets contenders have their turns, A B C, A B C, …, so that a machine that is busy for a while is busy for all.
 *
 * @returns The turns of each, in order.
 * @example
 * await takeTurns(5, new Map([["a", () => measureA()], ["b", () => measureB()]]));
 */
export const takeTurns = async <Name, T>(
  rounds: number,
  contenders: ReadonlyMap<Name, () => Promise<T>>,
): Promise<Map<Name, T[]>> => {
  const turns = new Map<Name, T[]>([...contenders.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of contenders) turns.get(name)?.push(await run());
  }
  return turns;
};

/** What turns tell about one contender. */
export const summarize = (who: string, turns: readonly Turn[], note?: string): Measured => {
  const cpuMicros = turns.flatMap((turn) => turn.cpuMicros ?? []);
  const busy = turns.flatMap((turn) => turn.busy ?? []);
  return {
    who,
    ...(note !== undefined && { note }),
    samples: turns.map(({ perSecond }) => perSecond),
    ...(cpuMicros.length > 0 && { cpuMicros, busy }),
  };
};

/** Why a contender failed, or that it did not. */
export const failuresOf = (turns: readonly Turn[]): { readonly ok: boolean; readonly why: string } => {
  const failures = turns.reduce((total, turn) => total + turn.failures, 0);
  const first = turns.find(({ firstFailure }) => firstFailure !== undefined)?.firstFailure;
  return { ok: failures === 0, why: failures === 0 ? "" : ` (${failures} failed, the first: ${first})` };
};
