import { type ChildProcess, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a process has used. */
export interface Usage {
  /** Time on a core, user and system together, in milliseconds. Only Linux tells it. */
  readonly cpuMs?: number;
  /** Memory that is resident, in bytes. */
  readonly memory: number;
  /** The most memory that ever was, in bytes. Only Linux tells it. */
  readonly peakMemory?: number;
}

/** Linux counts time on a core in hundredths of a second for programs, whatever the kernel does. */
const TICK_MS = 10;

export const usageOf = ({ pid }: ChildProcess): Usage | undefined => {
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
};

const fromProc = (pid: number | undefined): Usage => {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  // The name of the program stands in brackets and may have spaces.
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13)
    .map(Number);
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  return {
    cpuMs: ((user ?? 0) + (system ?? 0)) * TICK_MS,
    memory: kilobytes(status, "VmRSS") * 1024,
    peakMemory: kilobytes(status, "VmHWM") * 1024,
  };
};

const kilobytes = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)?.[1]);

const fromPs = (pid: number | undefined): Usage => ({
  memory: Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) * 1024,
});
