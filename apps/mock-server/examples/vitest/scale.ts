/** Where the requests go, and where the results come. */
export interface Service {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly callbackUrl: string;
}

/** What the service says about a task, or about a request that it refuses. */
export interface Task {
  readonly task_id: string;
  readonly status: "pending" | "completed" | "canceled";
  readonly callback_succeeded?: boolean;
  readonly error?: string;
}

interface Result {
  readonly status: number;
  readonly body: Task;
}

/** Asks whether something is big or small. The result comes later, as a callback. */
export const createTask = (service: Service): Promise<Result> =>
  send(service, "/task/categorization", {
    callback_url: service.callbackUrl,
    instruction: "Is it big or small?",
    attachment_type: "text",
    attachment: "An ant.",
    categories: ["big", "small"],
  });

export const getTask = (service: Service, id: string): Promise<Result> => send(service, `/task/${id}`);

export const cancelTask = (service: Service, id: string): Promise<Result> =>
  send(service, `/task/${id}/cancel`, {});

const send = async ({ baseUrl, apiKey }: Service, path: string, body?: object): Promise<Result> => {
  const response = await fetch(`${baseUrl}${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Task };
};
