import type { Core } from "../../engine/core.ts";
import type { Page } from "../../engine/extension.ts";
import type { EngineResponse } from "../../engine/handler.ts";
import { hasResults } from "./dataflowkit-worker.ts";
import { RESULTS, resultFile, resultFileName } from "./result-file.ts";

/** Serves the files that `getTaskResults` links to. */
export const resultPage = ({ store }: Core): Page => ({
  prefix: RESULTS,
  respond: async (method, path) => {
    if (method !== "GET" && method !== "HEAD") {
      return {
        ...refusal(405, `${path} does not take ${method}. Use GET.`),
        headers: { allow: "GET, HEAD" },
      };
    }
    const name = path.slice(RESULTS.length);
    const [id = ""] = name.split(".", 1);
    const task = (await store.findTasks(id)).find(({ api }) => api === "dataflowkit-v1");
    if (!task || !hasResults(task) || name !== resultFileName(task)) {
      return refusal(
        404,
        `There are no results at ${path}. Ask getTaskResults of Dataflow Kit for a link; a deleted task has none.`,
      );
    }
    const { bytes, mediaType } = await resultFile(task);
    const headers = { "content-disposition": `attachment; filename="${name}"` };
    return { status: 200, mediaType, headers, body: bytes };
  },
});

const refusal = (status: number, message: string): EngineResponse => ({
  status,
  body: { status_code: status, error: message },
});
