/**
 * Receivers of callbacks, each on a port of its own, that do as they are told: `{ "open": 3 }`,
 * `{ "mode", "ports", "delayMs" }`, `{ "count": ports }`, `{ "clear": true }`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Counts, Mode, Question } from "./receivers.ts";

interface Receiver {
  mode: Mode;
  delayMs: number;
  arrivals: number;
  readonly taskIds: Set<string>;
  lastAt: number;
}

const receivers = new Map<number, Receiver>();

const receive = (receiver: Receiver, request: IncomingMessage, response: ServerResponse): void => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const { mode, delayMs } = receiver;
    if (mode === "reset") request.destroy();
    else if (mode === "slow") setTimeout(() => take(receiver, parts, response), delayMs);
    else if (mode === "fast") take(receiver, parts, response);
    // A hanging receiver reads the request, and never responds.
  });
};

const take = (receiver: Receiver, parts: readonly Buffer[], response: ServerResponse): void => {
  // Reading all of the JSON would make the receiver the slow part.
  const [, taskId] = /"task_id":"([0-9a-f]{24})"/.exec(Buffer.concat(parts).toString("latin1")) ?? [];
  response.writeHead(taskId === undefined ? 400 : 200, { "content-length": "0" }).end();
  if (taskId === undefined) return;
  receiver.arrivals += 1;
  receiver.taskIds.add(taskId);
  receiver.lastAt = Date.now();
};

const countOf = (ports: readonly number[]): Counts => {
  const chosen = ports.flatMap((port) => receivers.get(port) ?? []);
  return {
    tasks: chosen.reduce((total, { taskIds }) => total + taskIds.size, 0),
    arrivals: chosen.reduce((total, { arrivals }) => total + arrivals, 0),
    lastAt: Math.max(0, ...chosen.map(({ lastAt }) => lastAt)),
  };
};

const open = (): Promise<number> =>
  new Promise((resolve) => {
    const receiver: Receiver = { mode: "fast", delayMs: 0, arrivals: 0, taskIds: new Set(), lastAt: 0 };
    const server = createServer((request, response) => receive(receiver, request, response));
    server.keepAliveTimeout = 60_000;
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      receivers.set(port, receiver);
      resolve(port);
    });
  });

const answer = async (question: Question): Promise<unknown> => {
  if ("open" in question) return Promise.all(Array.from({ length: question.open }, open));
  if ("count" in question) return countOf(question.count);
  if ("mode" in question) {
    for (const port of question.ports) Object.assign(receivers.get(port) ?? {}, question);
  } else {
    for (const receiver of receivers.values()) {
      receiver.taskIds.clear();
      Object.assign(receiver, { arrivals: 0, lastAt: 0 });
    }
  }
  return "done";
};

// Its parent may have been killed.
process.once("disconnect", () => process.exit());
process.on("message", (question: Question) => {
  void answer(question).then((told) => process.send?.(told));
});
