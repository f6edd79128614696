import { encodeResult } from "./results/encode-result.ts";
import { makeResultRecords } from "./results/make-result-records.ts";
import { resultFormatOf } from "./results/result-format.ts";
import type { TaskRecord } from "../../engine/model.ts";
import { payloadOf } from "./make-task.ts";

/** A file that a task produced. */
export interface ResultFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** The number of its records. */
  readonly rows: number;
}

/** The folder of this server where results are downloaded. */
export const RESULTS = "/results/";

/** Creates the file of a task. The same task gives the same bytes, so nothing has to be stored. */
export const resultFile = async (task: TaskRecord): Promise<ResultFile> => {
  const payload = payloadOf(task);
  const table = makeResultRecords(task.id, payload);
  const { bytes, mediaType } = await encodeResult(resultFormatOf(payload), table);
  return { bytes, mediaType, rows: table.rows.length };
};

/**
 * The download URL for the file of a task. Anyone who knows the id of the task can use it, as with signed links.
 *
 * @example
 * resultUrl("http://127.0.0.1:4010", task); // "http://127.0.0.1:4010/results/Vq7RkT2mZpX9cLw4HsYd83Bn.csv"
 */
export const resultUrl = (origin: string, task: TaskRecord): string =>
  `${origin}${RESULTS}${resultFileName(task)}`;

/**
 * @example
 * resultFileName(task); // "Vq7RkT2mZpX9cLw4HsYd83Bn.csv"
 */
export const resultFileName = (task: TaskRecord): string => `${task.id}.${resultFormatOf(payloadOf(task))}`;
