import { describe, expect } from "vitest";
import { createDataflowKitClient, isRedirectError } from "../src/dataflowkit/index.ts";
import { apiOperations as dataflowkitOperations } from "../src/operations/dataflowkit-v1.ts";
import { apiOperations as scaleBetaOperations } from "../src/operations/scale-beta.ts";
import { apiOperations as scaleOperations } from "../src/operations/scale-v1.ts";
import { createScaleBetaClient } from "../src/scale-beta/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";

const apiKey = "live_5ecr3t/+=";

/** Every method of every client. */
const methods = [
  ...Object.keys(scaleOperations).map((id) => [createScaleClient, id] as const),
  ...Object.keys(scaleBetaOperations).map((id) => [createScaleBetaClient, id] as const),
  ...Object.keys(dataflowkitOperations).map((id) => [createDataflowKitClient, id] as const),
] as const;

const call = async (client: object, id: string): Promise<unknown> => {
  const method = (client as Record<string, (argument: unknown) => unknown>)[id];
  const result = method?.(id.startsWith("create") || id.startsWith("list") ? {} : "5f2b");
  return id.startsWith("list") ? (result as { readonly page: () => Promise<unknown> }).page() : result;
};

describe("no redirect is followed by", () => {
  test.for(methods)("%o: %s", async ([create, id], { serve }) => {
    const elsewhere = await serve((_, response) => response.end("{}"));
    const { url, requests } = await serve((request, response) =>
      response.writeHead(301, { location: `${elsewhere.url}${request.url}` }).end(),
    );
    const error: unknown = await call(create({ apiKey, baseUrl: url }), id).catch(
      (reason: unknown) => reason,
    );
    expect(isRedirectError(error)).toBe(true);
    expect(error).toMatchObject({ code: "redirect", status: 301, operationId: id });
    expect((error as Error).message).toContain(`${id} was redirected to ${elsewhere.url}/`);
    expect([requests.length, elsewhere.requests.length]).toEqual([1, 0]);
  });

  test.for([301, 302, 303, 307, 308])("http, with status %i", async (status, { serve }) => {
    const { url, requests } = await serve((_, response) =>
      response.writeHead(status, { location: "/v2/tasks", "content-type": "text/html" }).end("<p>Moved"),
    );
    const { http } = createScaleClient({ apiKey, baseUrl: `${url}/v1` });
    const location = `${url}/v2/tasks`;
    await expect(http.GET("/tasks")).rejects.toMatchObject({ name: "RedirectError", status, location });
    await expect(
      http.POST("/task/{task_id}/cancel", { params: { path: { task_id: "5f2b" } } }),
    ).rejects.toThrow(`cancelTask was redirected to ${location}. Set baseUrl to the new URL.`);
    expect(requests).toHaveLength(2);
  });

  test("a request that onRequest has put in the place of another", async ({ serve }) => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: "/b" }).end());
    const onRequest = (): Request => new Request(`${url}/a`, { redirect: "follow" });
    await expect(createScaleClient({ apiKey, onRequest }).getTask("5f2b")).rejects.toMatchObject({
      location: `${url}/b`,
    });
  });
});

const following = (request: Request): Promise<Response> => fetch(request.url, { headers: request.headers });

test("A fetch that follows all the same is not believed.", async ({ serve }) => {
  const { url } = await serve((request, response) =>
    request.url?.startsWith("/new")
      ? response.end('{"task_id":"5f2b"}')
      : response.writeHead(301, { location: "/new" }).end(),
  );
  const scale = createScaleClient({ apiKey, baseUrl: url, fetch: following });
  await expect(scale.getTask("5f2b")).rejects.toMatchObject({
    name: "RedirectError",
    location: `${url}/new`,
  });
});

test("A create that a fetch of the caller followed says that the task may exist, and one that was not followed does not.", async ({
  serve,
}) => {
  const created: string[] = [];
  const { url } = await serve((request, response) => {
    if (!request.url?.startsWith("/new")) return response.writeHead(307, { location: "/new" }).end();
    created.push(`${request.method}`);
    return response.end('{"task_id":"5f2b"}');
  });
  const messageWith = (fetchOfCaller?: (request: Request) => Promise<Response>): Promise<string> =>
    createScaleClient({ apiKey, baseUrl: url, fetch: fetchOfCaller })
      .createCategorizationTask(categorization)
      .then(String, ({ message }: Error) => message);
  const message = `createCategorizationTask was redirected to ${url}/new. Set baseUrl to the new URL.`;

  expect(await messageWith()).toBe(message);
  expect(created).toEqual([]);
  expect(await messageWith((request) => fetch(new Request(request, { redirect: "follow" })))).toBe(
    `${message} The task may exist: check listTasks before you retry.`,
  );
  expect(created).toEqual(["POST"]);
});

test("Where a runtime hides the new URL, the error says so.", async () => {
  const hidden = Object.defineProperties(new Response(null), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
    ok: { value: false },
  });
  const scale = createScaleClient({ apiKey, fetch: async () => hidden });
  const error: unknown = await scale.getTask("5f2b").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: "RedirectError", location: undefined });
  expect((error as Error).message).toBe(
    "getTask was redirected to a URL that this runtime hides. Set baseUrl to the new URL.",
  );
});

test.for([
  ["https://user:secret@new.example/v1/tasks", "https://new.example/v1/tasks"],
  ["//user:secret@new.example/v1?a=b@c", "http://new.example/v1?a=b@c"],
  [
    `https://new.example/?api_key=${encodeURIComponent(apiKey)}&b=c`,
    "https://new.example/?api_key=[redacted]&b=c",
  ],
  ["http://[::1", "http://[::1"],
] as const)("The new URL is named without secrets: %s", async ([location, shown], { serve }) => {
  const { url } = await serve((_, response) => response.writeHead(308, { location }).end());
  const error: unknown = await createScaleClient({ apiKey, baseUrl: url })
    .getTask("5f2b")
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ location: shown });
  expect((error as Error).message).toContain(`redirected to ${shown}. `);
});

test("A redirect that names no URL leads to the same error.", async ({ serve }) => {
  const { url } = await serve((_, response) => response.writeHead(302).end());
  await expect(createScaleClient({ apiKey, baseUrl: url }).getTask("5f2b")).rejects.toMatchObject({
    name: "RedirectError",
    location: undefined,
  });
});

test("downloadResults follows, without the key.", async ({ serve }) => {
  const files = await serve((request, response) =>
    request.url === "/file.csv"
      ? response.end("a,b\n")
      : response.writeHead(302, { location: "/file.csv" }).end(),
  );
  const { url } = await serve((_, response) => response.end(JSON.stringify(`${files.url}/link`)));
  const response = await createDataflowKitClient({ apiKey, baseUrl: url }).downloadResults("5f2b");
  expect(await response.text()).toBe("a,b\n");
  expect(JSON.stringify(files.requests.map(({ url: path, headers }) => [path, headers]))).not.toContain(
    "5ecr3t",
  );
});
