import type { Extension } from "../../engine/extension.ts";
import type { TaskQuery } from "../../engine/store/store.ts";
import { readBound } from "./created-between.ts";
import { prepareCreate } from "./prepare-create.ts";
import { scaleWorker } from "./scale-worker.ts";

/** What the contract of Scale's version 1 does not express. */
export const scaleV1: Extension = { worker: scaleWorker, prepareCreate, conditions };

function conditions(query: Readonly<Record<string, unknown>>): Partial<TaskQuery> {
  const createdFrom = readBound("start_time", query["start_time"]);
  const createdTo = readBound("end_time", query["end_time"]);
  const reviews = query["customer_review_status"];
  return {
    ...(createdFrom !== undefined && { createdFrom }),
    ...(createdTo !== undefined && { createdTo }),
    // Several outcomes are separated by commas (scale-v1, parameter customer_review_status).
    ...(typeof reviews === "string" && {
      customerReviewStatuses: reviews.split(",").map((review) => review.trim()),
    }),
  };
}
