import { call } from "../processes/call.ts";
import type { Server } from "./peer.ts";
import { createTask } from "./scale-requests.ts";

/** Creates a task on our server, and returns its id. */
export const newTask = async (
  { port, base }: Server,
  apiKey: string,
  body?: object,
  type?: string,
): Promise<string> => {
  const answer = await call(port, createTask(base, apiKey, body, type));
  if (answer.status !== 200) throw new Error(`The task was not created: ${answer.body}`);
  return (JSON.parse(answer.body) as { task_id: string }).task_id;
};
