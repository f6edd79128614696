import type { Middleware } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { createScaleClient, createScaleHttp, type paths } from "../scale/index.ts";
import { traits } from "../scale/traits.ts";
import { loadHttp } from "./load-http.ts";

const answerWith = (urls: string[]) => ({
  apiKey: "k3y",
  fetch: async ({ method, url }: Request) => {
    urls.push(`${method} ${url}`);
    return Response.json({ docs: [] });
  },
});

/** Middleware that notes when it is asked. */
const noting = (name: string, notes: string[]): Middleware => ({
  onRequest: () => void notes.push(name),
});

describe("`http` of a client", () => {
  test("has all that openapi-fetch has", () => {
    const { http } = createScaleClient({ apiKey: "k3y" });
    expect(Object.keys(http).toSorted()).toEqual(Object.keys(createScaleHttp({ apiKey: "k3y" })).toSorted());
  });

  test("calls in the order of the program, the first calls at once included", async () => {
    const urls: string[] = [];
    const { http } = createScaleClient({ ...answerWith(urls), baseUrl: "https://api.example" });
    const params = { path: { task_id: "5f2b" } };
    const results = await Promise.all([
      http.GET("/task/{task_id}", { params }),
      http.request("get", "/tasks", {}),
      http.POST("/task/{task_id}/cancel", { params }),
    ]);
    expect(results.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    expect(urls).toEqual([
      "GET https://api.example/task/5f2b",
      "GET https://api.example/tasks",
      "POST https://api.example/task/5f2b/cancel",
    ]);
  });

  test("takes and drops middleware between calls, before the first one too", async () => {
    const notes: string[] = [];
    const { http } = createScaleClient(answerWith([]));
    const [first, second] = [noting("first", notes), noting("second", notes)];
    http.use(first, second);
    const before = http.GET("/tasks");
    http.eject(first);
    await http.GET("/tasks");
    await before;
    expect(notes).toEqual(["first", "second", "second"]);
  });

  test("gives whoever calls next the error of middleware that is none", async () => {
    const { http } = createScaleClient(answerWith([]));
    // @ts-expect-error it does nothing
    http.use({});
    await expect(http.GET("/tasks")).rejects.toThrow("Middleware must be an object");
  });

  test("is loaded again by the next call where that failed, with the middleware that it has", async () => {
    const notes: string[] = [];
    let isOffline = true;
    const http = loadHttp<paths>(traits, answerWith([]), async () => {
      if (isOffline) throw new Error("offline");
      return import("./make-http.ts");
    });
    http.use(noting("before", notes));
    const failed = http.GET("/tasks");
    http.use(noting("meanwhile", notes));
    await expect(failed).rejects.toThrow("offline");
    isOffline = false;
    expect((await http.GET("/tasks")).data).toEqual({ docs: [] });
    expect(notes).toEqual(["before", "meanwhile"]);
  });

  test("leaves its middleware out of the methods of the client", async () => {
    const notes: string[] = [];
    const scale = createScaleClient(answerWith([]));
    scale.http.use(noting("http", notes));
    await scale.getTask("5f2b");
    expect(notes).toEqual([]);
  });
});
