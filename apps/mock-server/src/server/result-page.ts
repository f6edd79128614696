import { RESULTS, resultFile } from "../engine/dataflowkit/result-file.ts";
import type { Response } from "../pipeline/prism.ts";
import type { Store } from "../store/store.ts";
import { refuseAsJson } from "./json-response.ts";

/** Answers a link of `getTaskResults` with its file. */
export const answerResultFile = async (store: Store, path: string): Promise<Response> => {
  const name = path.slice(RESULTS.length);
  const [id = ""] = name.split(".", 1);
  const [task] = (await store.findTasks(id)).filter(({ api }) => api === "dataflowkit-v1");
  if (!task) {
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
