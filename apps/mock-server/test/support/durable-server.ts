import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { runProcess, type RunningProcess } from "./run-process.ts";

const bin = fileURLToPath(new URL("../../dist/bin.js", import.meta.url));
const receiver = fileURLToPath(new URL("receiver-process.ts", import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess extends RunningProcess {
  /** Base URL of the Scale API v1. */
  readonly scale: string;
}

/** A receiver in a process of its own. */
export interface ReceiverProcess {
  readonly child: ChildProcess;
  readonly callbackUrl: string;
  /** Resolves when the callbacks of so many tasks were answered, with the id of the task of each callback. */
  readonly answered: (count: number) => Promise<string[]>;
  /** Resolves when so many callbacks are being held. */
  readonly holds: (count: number) => Promise<void>;
  /** Answers what is held, and all that comes later. */
  readonly goOn: () => Promise<void>;
}

/** The path of a store in a folder that goes with the test. */
export const temporaryStore = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "task-mock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return `sqlite:${join(folder, "tasks.db")}`;
};

/** Starts the built server on a store, without waiting for it. It does not outlive the test. */
export const runServer = (store: string): RunningProcess => {
  const running = runProcess(bin, "serve", "--port", "0", "--store", store);
  onTestFinished(() => void running.child.kill("SIGKILL"));
  return running;
};

/** Starts the built server on a store, and waits until it takes requests. */
export const startServer = async (store: string): Promise<ServerProcess> => {
  const running = runServer(store);
  const [scale] = await running.writes(/http:\/\/127\.0\.0\.1:\d+\/scale-v1/);
  await running.writes(/"event":"listening"/);
  return { ...running, scale };
};

/** Starts a receiver that answers so many callbacks, and holds the rest until it is told to go on. */
export const startReceiver = async (patience: number, port = 0): Promise<ReceiverProcess> => {
  const { child, writes } = runProcess(receiver, String(patience), String(port));
  onTestFinished(() => void child.kill("SIGKILL"));
  const [url] = await writes(/http:\S+/);
  return {
    child,
    callbackUrl: `${url}/callback`,
    answered: async (count) => (await (await fetch(`${url}/wait?tasks=${count}`)).json()) as string[],
    holds: async (count) => void (await fetch(`${url}/hold?count=${count}`)),
    goOn: async () => void (await fetch(`${url}/go-on`, { method: "POST" })),
  };
};

/** A client that keeps its connections. */
export interface Client {
  /** Resolves to the id of the new task, once the server has acknowledged it. */
  readonly create: () => Promise<string>;
  /** Creates so many tasks, some at a time, and resolves to their ids. */
  readonly createMany: (count: number) => Promise<string[]>;
  /** How many tasks the list has, with a filter. */
  readonly total: (filter?: string) => Promise<number>;
}

/** How many requests are under way at a time. */
const CONCURRENCY = 64;

export const createClient = (
  scale: string,
  apiKey: string,
  callbackUrl: string,
  concurrency = CONCURRENCY,
): Client => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  onTestFinished(() => agent.destroy());
  const headers = { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": "application/json" };
  const payload = JSON.stringify({
    callback_url: callbackUrl,
    instruction: "Is this big or small?",
    attachment_type: "text",
    attachment: "ant",
    categories: ["big", "small"],
  });

  const send = (method: "GET" | "POST", path: string, body?: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      request(scale + path, { agent, method, headers }, (response) => {
        text(response)
          .then((answer) => {
            if (response.statusCode !== 200) throw new Error(`${path} was answered with ${answer}`);
            return JSON.parse(answer) as Record<string, unknown>;
          })
          .then(resolve, reject);
      })
        .on("error", reject)
        .end(body);
    });

  const create = async (): Promise<string> =>
    String((await send("POST", "/task/categorization", payload))["task_id"]);

  return {
    create,
    createMany: async (count) => {
      const ids: string[] = [];
      let left = count;
      const work = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          ids.push(await create());
        }
      };
      await Promise.all(Array.from({ length: concurrency }, work));
      return ids;
    },
    total: async (filter = "") => Number((await send("GET", `/tasks?limit=1${filter}`))["total"]),
  };
};
