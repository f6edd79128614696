import type { ChildProcess } from "node:child_process";

/**
 * Tells a process something, and resolves to what it says in return. One question at a time.
 *
 * @example
 * const { port } = await ask<{ port: number }>(child, { listen: true });
 */
export const ask = <T>(child: ChildProcess, question: object): Promise<T> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`The process ended with ${code}.`));
    child.once("exit", onExit);
    child.once("message", (answer) => {
      child.off("exit", onExit);
      resolve(answer as T);
    });
    child.send(question);
  });
