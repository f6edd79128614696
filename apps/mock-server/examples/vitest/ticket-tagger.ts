/** Where the tasks go, and where the answers come. */
export interface Service {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly callbackUrl: string;
}

/** What the service says about a task. */
export interface Task {
  readonly task_id: string;
  readonly status: "pending" | "completed" | "canceled";
  readonly response?: { readonly category?: string };
}

/** Asks what a ticket is about. The answer comes later, as a callback. */
export const tagTicket = async (text: string, service: Service): Promise<Task> => {
  const response = await fetch(`${service.baseUrl}/task/categorization`, {
    method: "POST",
    headers: { ...authorization(service), "content-type": "application/json" },
    body: JSON.stringify({
      callback_url: service.callbackUrl,
      instruction: "What is this customer writing about?",
      attachment_type: "text",
      attachment: text,
      categories: ["delivery", "damage", "invoice"],
    }),
  });
  return read(response);
};

/** Looks a ticket up, without waiting for the callback. */
export const findTicket = async (id: string, service: Service): Promise<Task> =>
  read(await fetch(`${service.baseUrl}/task/${id}`, { headers: authorization(service) }));

const authorization = ({ apiKey }: Service): Record<string, string> => ({
  authorization: `Basic ${btoa(`${apiKey}:`)}`,
});

const read = async (response: Response): Promise<Task> => {
  if (!response.ok) throw new Error(`The service answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Task;
};
