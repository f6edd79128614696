import { RESULTS, resultFile, resultFileName } from "@task-contracts/mock/apis/dataflowkit/result-file";
import { hasResults } from "@task-contracts/mock/apis/dataflowkit/dataflowkit-worker";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";

/** Answers a link of `getTaskResults` with its file. */
export const answerResultFile = async (store: Store, method: string, path: string): Promise<Response> => {
  if (method !== "GET" && method !== "HEAD") {
    const message = `${path} does not take ${method}. Use GET.`;
    return refuseAsJson({ status: 405, message, headers: { allow: "GET, HEAD" } });
  }
  const name = path.slice(RESULTS.length);
  const [id = ""] = name.split(".", 1);
  const task = (await store.findTasks(id)).find(({ api }) => api === "dataflowkit-v1");
  if (!task || !hasResults(task) || name !== resultFileName(task)) {
    return refuseAsJson({
      status: 404,
      message: `There are no results at ${path}. Ask getTaskResults of Dataflow Kit for a link; a deleted task has none.`,
    });
  }
  const { bytes, mediaType } = await resultFile(task);
  return {
    statusCode: 200,
    headers: { "content-type": mediaType, "content-disposition": `attachment; filename="${name}"` },
    body: bytes,
  };
};
