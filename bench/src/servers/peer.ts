import type { RunningProcess } from "../processes/start-process.ts";

/** Who is measured, as tables name them. */
export const names = {
  ours: "Task Contracts",
  prism: "Prism CLI",
  scalar: "@scalar/mock-server",
  bare: "bare node:http",
} as const;

export type PeerName = keyof typeof names;

/** A server under test, in a process of its own. */
export interface Server extends RunningProcess {
  readonly port: number;
  /** What stands before the paths of the contract. */
  readonly base: string;
}

/** How to start one. */
export interface Peer {
  readonly name: PeerName;
  /** Resolves as soon as the process runs, which may be before it answers. */
  readonly launch: () => Promise<Server>;
}
