import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A program that runs. */
export interface Program {
  /** What it has printed so far. */
  readonly output: () => string;

  /** Resolves when it has ended, to what it printed and how. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
  readonly stop: () => void;
}

/** Starts one of the examples, as one would in a terminal. */
export const startProgram = (file: string, environment: Readonly<Record<string, string>>): Program => {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [path], { env: { ...process.env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text: Buffer) => {
      output += text.toString();
    });
  }
  const ended = new Promise<Awaited<Program["ended"]>>((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode, output }));
  });
  return { output: () => output, ended, stop: () => child.kill() };
};
