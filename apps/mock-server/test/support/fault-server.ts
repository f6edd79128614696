import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { runCommand, type RunningProcess } from "./run-process.ts";

const bin = fileURLToPath(new URL("../../dist/bin.js", import.meta.url));

/** In which circumstances a server runs. */
export interface Circumstances {
  readonly store?: string;
  /** More arguments of `task-mock serve`. */
  readonly args?: readonly string[];
  /** What a shell does before it starts the server, such as `ulimit -n 60`. */
  readonly shell?: string;
  /** Loaded into the process before the server, and reached by messages. */
  readonly preload?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Root may do everything: with this, the server runs as a user who may not. */
  readonly unprivileged?: boolean;
  /** The tests of a file share it, and end it themselves. */
  readonly shared?: boolean;
}

/** What the control API says. */
export interface ControlAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- Tests look into many answers, and name what they expect.
  readonly body: any;
}

/** A server in a process of its own. */
export interface FaultServer extends RunningProcess {
  readonly origin: string;
  /** Base URL of the Scale API v1. */
  readonly scale: string;
  /** Calls the control API. */
  readonly control: (line: string, json?: unknown) => Promise<ControlAnswer>;
}

/** Starts the built server without waiting for it. It does not outlive the test, unless it is shared. */
export const runServer = (circumstances: Circumstances = {}): RunningProcess => {
  const { store = "memory", args = [], shell, preload, env, unprivileged, shared } = circumstances;
  const imports = preload === undefined ? [] : ["--import", preload];
  const server = [process.execPath, ...imports, bin, "serve", "--port", "0", "--store", store, ...args];
  const command = shell === undefined ? server : ["sh", "-c", `${shell}; exec "$@"`, "sh", ...server];
  const running = runCommand(command, {
    stdio: ["ignore", "pipe", "pipe", ...(preload === undefined ? [] : ["ipc" as const])],
    // A process that cannot write must not leave half a cache to the others.
    env: { ...process.env, ...(shell !== undefined && { NODE_DISABLE_COMPILE_CACHE: "1" }), ...env },
    ...(unprivileged === true && process.getuid?.() === 0 && { uid: 65_534 }),
  });
  if (!shared) onTestFinished(() => void running.child.kill("SIGKILL"));
  return running;
};

/** Starts the built server, and waits until it takes requests. */
export const serve = async (circumstances: Circumstances = {}): Promise<FaultServer> => {
  const running = runServer(circumstances);
  await running.writes(/"event":"listening"/);
  const [scale] = await running.writes(/http:\/\/127\.0\.0\.1:\d+\/scale-v1/);
  const { origin } = new URL(scale);
  return { ...running, origin, scale, control: (line, json) => callControl(origin, line, json) };
};

const callControl = async (origin: string, line: string, json?: unknown): Promise<ControlAnswer> => {
  const [method = "", path = ""] = line.split(" ");
  const response = await fetch(`${origin}/_mock${path}`, {
    method,
    ...(json !== undefined && {
      body: JSON.stringify(json),
      headers: { "content-type": "application/json" },
    }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
};

/** Lets a server wait for receivers that answer late on purpose, on however busy a machine. */
export const patient = ["--callback-timeout", "60000"];

/** Kills a server as `kill -9` does, and waits until it is gone. */
export const killHard = async ({ child, exit }: RunningProcess): Promise<void> => {
  child.kill("SIGKILL");
  await exit;
};
