import { spawnSync } from "node:child_process";

/** Whether a program can be run on this machine. */
export const hasProgram = (name: string, ...args: string[]): boolean =>
  spawnSync(name, args.length > 0 ? args : ["--version"]).status === 0;
