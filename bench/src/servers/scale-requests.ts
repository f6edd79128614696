import type { WireRequest } from "../load/wire-request.ts";

/** The header with which an API key is sent. */
export const authorization = (apiKey: string): { readonly authorization: string } => ({
  authorization: `Basic ${btoa(`${apiKey}:`)}`,
});

/** The parameters of a small task. It names no callback URL: accounts here have a default, and peers need none. */
export const parameters = {
  instruction: "Is it big or small?",
  attachment_type: "text",
  attachment: "An ant.",
  categories: ["big", "small"],
} as const;

export const getTask = (base: string, apiKey: string, taskId: string): WireRequest => ({
  method: "GET",
  path: `${base}/task/${taskId}`,
  headers: authorization(apiKey),
});

/** @param query Without the question mark. */
export const listTasks = (base: string, apiKey: string, query: string): WireRequest => ({
  method: "GET",
  path: `${base}/tasks?${query}`,
  headers: authorization(apiKey),
});

export const createTask = (
  base: string,
  apiKey: string,
  body: object = parameters,
  type = "categorization",
): WireRequest => ({
  method: "POST",
  path: `${base}/task/${type}`,
  headers: { ...authorization(apiKey), "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const createTaskByForm = (base: string, apiKey: string): WireRequest => ({
  method: "POST",
  path: `${base}/task/categorization`,
  headers: { ...authorization(apiKey), "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    ),
  ).toString(),
});
