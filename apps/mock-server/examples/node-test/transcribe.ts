/** Where the tasks go, and where the answers come. */
export interface Service {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly callbackUrl: string;
}

/** Asks for the text of a recording, and returns the id of the task. The text comes later, as a callback. */
export const transcribe = async (recording: string, service: Service): Promise<string> => {
  const response = await fetch(`${service.baseUrl}/task/audiotranscription`, {
    method: "POST",
    headers: {
      authorization: `Basic ${btoa(`${service.apiKey}:`)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ callback_url: service.callbackUrl, attachment: recording }),
  });
  const answer = (await response.json()) as { readonly task_id?: string; readonly error?: string };
  if (answer.task_id === undefined)
    throw new Error(answer.error ?? `The service answered ${response.status}.`);
  return answer.task_id;
};
