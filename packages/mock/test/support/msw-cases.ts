import type { RequestHandler } from "msw";
import { expect, onTestFinished, test } from "vitest";
import { createMock, type Mock, type MockOptions } from "../../src/index.ts";
import { createHandlers } from "../../src/msw.ts";
import { expectedOfScenario, playScenario } from "./scenario.ts";

/** What differs between `setupServer` and `setupWorker`. */
export interface Interception {
  readonly use: (...handlers: RequestHandler[]) => void;
  /** A URL that MSW leaves alone, and what it responds. */
  readonly elsewhere: () => { readonly url: string; readonly text: string };
}

const tasks = "https://api.scaleapi.com/v1/task";
const headers = { authorization: `Basic ${btoa("test_a:")}`, "content-type": "application/json" };

/** The mock behind MSW. Its requests are those of the platform's `fetch`. */
const behind = async ({ use }: Interception, options: MockOptions = {}): Promise<Mock> => {
  const mock = await createMock({ apis: ["scale-v1"], callbacks: () => new Response(), ...options });
  onTestFinished(() => mock.close());
  use(...createHandlers(mock));
  return mock;
};

const create = async (): Promise<{ readonly task_id: string; readonly status: string }> => {
  const question = { instruction: "Big or small?", attachment_type: "text", attachment: "ant" };
  const body = { ...question, categories: ["big", "small"], callback_url: "https://shop.example/callback" };
  const response = await fetch(`${tasks}/categorization`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json() as Promise<{ readonly task_id: string; readonly status: string }>;
};

/** Adds the tests of the handlers, which are the same everywhere. */
export const addMswTests = (interception: Interception): void => {
  test("a request to a server of the contract goes to the mock, and so do its callbacks", async () => {
    const received: string[] = [];
    const mock = await behind(interception, {
      callbacks: ({ url }) => {
        received.push(url);
        return new Response();
      },
    });
    const { status, task_id: id } = await create();
    expect(status).toBe("pending");
    await mock.account("test_a").waitForCallback(id);
    const task = (await (await fetch(`${tasks}/${id}`, { headers })).json()) as object;
    expect(task).toMatchObject({ task_id: id, status: "completed" });
    expect(received).toEqual(["https://shop.example/callback"]);
  });

  test("a duplicate, a receiver that is down, and a cancel that is refused are as with the service", async () => {
    let count = 0;
    const mock = await behind(interception, {
      callbacks: () => {
        count += 1;
        return new Response(null, { status: count > 6 ? 200 : 500 });
      },
    });
    expect(await playScenario(fetch, mock.account("test_scenario"), () => count)).toEqual(expectedOfScenario);
  });

  test("a request to anywhere else stays as it is", async () => {
    await behind(interception);
    const { text, url } = interception.elsewhere();
    expect(await (await fetch(url)).text()).toContain(text);
  });

  test("errors have the status and the body that the contract describes", async () => {
    await behind(interception);
    const response = await fetch(`${tasks}/5f2b8c1e9d3a47006b1e8f20`, { headers });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ status_code: 404 });
  });

  test("a dropped connection is a network error", async () => {
    const mock = await behind(interception);
    await mock.account("test_a").addFault({ target: "request", drop: true });
    await expect(fetch(`${tasks}s`, { headers })).rejects.toThrow(TypeError);
    expect((await fetch(`${tasks}s`, { headers })).status).toBe(200);
  });

  test("a stream of events arrives as it goes on", async () => {
    const mock = await behind(interception);
    const { body } = await fetch("https://api.scaleapi.com/_mock/events?account=test_a");
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(": listening\n\n");
    const { task_id: id } = await create();
    let text = "";
    while (!text.includes(id)) text += (await reader?.read())?.value ?? "";
    expect(text).toContain("event: task\n");
    await reader?.cancel();
    await mock.close();
  });
};
