import {
  receiveScaleCallback,
  rememberDeliveries,
  type ScaleCallback,
} from "@task-contracts/client/callbacks";
import { createDataflowKitClient } from "@task-contracts/client/dataflowkit";
import { createScaleClient, isNotFoundError, parseTime, type Task } from "@task-contracts/client/scale";
import { createScaleBetaClient } from "@task-contracts/client/scale-beta";

/** Where the program finds its server. */
export interface Surroundings {
  readonly origin: string;
  readonly apiKey: string;
}

/** Uses a bit of everything, in the way of those who have installed the package, and says what came of it. */
export const run = async ({ origin, apiKey }: Surroundings): Promise<string[]> => {
  const callbackUrl = "http://127.0.0.1:9/";
  const scale = createScaleClient({ apiKey, baseUrl: `${origin}/scale-v1`, callbackUrl });
  const request = {
    instruction: "Is it big or small?",
    attachment_type: "text" as const,
    attachment: "ant",
    categories: ["big"],
  };
  const created = await scale.createCategorizationTask(request, { bodyEncoding: "form" });
  const task = await scale.waitForTask(created, { pollIntervalMs: 10 });
  const listed: Task[] = [];
  for await (const each of scale.listTasks({ type: "categorization" })) listed.push(each);
  const missing = await scale.getTask("none").catch((error: unknown) => error);
  const { data } = await scale.http.GET("/tasks", { params: { query: { limit: 1 } } });

  const beta = createScaleBetaClient({ apiKey, baseUrl: `${origin}/scale-beta`, callbackUrl });
  const betaTask = await beta.createCategorizationTask(request);

  const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: `${origin}/dataflowkit-v1` });
  const [job] = await dataflowkit.listTasks().page();

  return [
    `category ${String(task.response.category)}`,
    `duration ${parseTime(task.completed_at) >= parseTime(task.created_at)}`,
    `listed ${listed.length}`,
    `missing ${isNotFoundError(missing) && missing.name}`,
    `total ${data?.total}`,
    `beta ${betaTask.type}`,
    `job ${job?.status}`,
    `callback ${await receive(task)}`,
  ];
};

const receive = async (task: Task): Promise<string> => {
  const callbacks: ScaleCallback[] = [];
  const deliver = (key: string): Promise<{ readonly response: Response }> =>
    receiveScaleCallback(
      new Request("https://shop.example/", {
        method: "POST",
        headers: { "content-type": "application/json", "scale-callback-auth": key },
        body: JSON.stringify({ task_id: task.task_id, response: task.response, task }),
      }),
      {
        authKey: "cb_1",
        deliveries: rememberDeliveries(),
        onCallback: (callback) => callbacks.push(callback),
      },
    );
  const statuses = [(await deliver("cb_1")).response.status, (await deliver("cb_2")).response.status];
  return [...statuses, ...callbacks.map(({ kind }) => kind)].join(" ");
};
