import { categorization } from "./send.ts";

/**
 * Creates a task as a program would, and returns its id.
 *
 * @example
 * const taskId = await newTask(mock.url("scale-v1"), "live_a", callbacks.url);
 */
export const newTask = async (
  baseUrl: string,
  apiKey: string,
  callbackUrl = categorization.callback_url,
  changes: object = {},
): Promise<string> => {
  const response = await fetch(`${baseUrl}/task/categorization`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": "application/json" },
    body: JSON.stringify({ ...categorization, callback_url: callbackUrl, ...changes }),
  });
  const { task_id: taskId, error } = (await response.json()) as { task_id?: string; error?: string };
  if (taskId === undefined) throw new Error(`The task was not created: ${error}`);
  return taskId;
};
