import { spawnSync } from "node:child_process";

/** Whether a command can be run on this machine. */
export const hasProgram = (name: string): boolean => spawnSync(name, ["--version"]).status === 0;
