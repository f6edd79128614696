import { createScaleClient, createScaleHttp } from "@task-contracts/client/scale";
import type { paths } from "@task-contracts/contracts/scale-v1";
import createFetchClient from "openapi-fetch";
import { authorization, parameters } from "./scale-requests.ts";

/** A way to call the API from TypeScript. */
export interface Caller {
  readonly name: string;
  /** @returns The id in the answer. */
  readonly getTask: (taskId: string) => Promise<string>;
  readonly createTask: () => Promise<string>;
}

const body = { ...parameters, categories: [...parameters.categories] };

/** Our two clients, and what they are measured against. All read the answer's JSON; only ours retry, time out and redact. */
export const callers = (baseUrl: string, apiKey: string): readonly Caller[] => {
  const client = createScaleClient({ apiKey, baseUrl });
  const headers = authorization(apiKey);
  return [
    {
      name: "createScaleClient",
      getTask: async (taskId) => (await client.getTask(taskId)).task_id,
      createTask: async () => (await client.createCategorizationTask(body)).task_id,
    },
    callerOf("createScaleHttp", createScaleHttp({ apiKey, baseUrl })),
    callerOf("openapi-fetch", createFetchClient<paths>({ baseUrl, headers })),
    {
      name: "fetch",
      getTask: async (taskId) => idOf(await fetch(`${baseUrl}/task/${taskId}`, { headers })),
      createTask: async () =>
        idOf(
          await fetch(`${baseUrl}/task/categorization`, {
            method: "POST",
            headers: { ...headers, "content-type": "application/json" },
            body: JSON.stringify(body),
          }),
        ),
    },
  ];
};

type Http = ReturnType<typeof createScaleHttp>;

const callerOf = (name: string, http: Http): Caller => ({
  name,
  getTask: async (taskId) => {
    const { data } = await http.GET("/task/{task_id}", { params: { path: { task_id: taskId } } });
    return data?.task_id ?? "";
  },
  createTask: async () => (await http.POST("/task/categorization", { body })).data?.task_id ?? "",
});

const idOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { task_id: string }).task_id;
