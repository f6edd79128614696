import { expect, test } from "vitest";
import { freePort } from "../processes/free-port.ts";
import { startProcess } from "../processes/start-process.ts";
import { awaitAnswer } from "./await-answer.ts";

test.for([
  ["ends by itself", "process.exit(3)"],
  ["is killed", "process.kill(process.pid, 'SIGKILL')"],
] as const)("a server that %s before it answers is not waited for", async ([, program]) => {
  const running = startProcess(["--eval", program]);
  const server = { ...running, port: await freePort(), base: "" };
  await expect(awaitAnswer(server)).rejects.toThrow("ended at its start");
});
