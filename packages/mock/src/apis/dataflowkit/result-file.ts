import { encodeResult } from "./results/encode-result.ts";
import { makeResultRecords } from "./results/make-result-records.ts";
import { resultFormatOf } from "./results/result-format.ts";
import type { TaskRecord } from "../../engine/model.ts";
import { payloadOf } from "./make-task.ts";

/** A file that a task produced. */
export interface ResultFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** How many records it has. */
  readonly rows: number;
}

/** The folder of this server where results are downloaded. */
export const RESULTS = "/results/";

/** Makes the file of a task. The same task gives the same bytes, so nothing needs to be kept. */
export const resultFile = async (task: TaskRecord): Promise<ResultFile> => {
  const payload = payloadOf(task);
  const table = makeResultRecords(task.id, payload);
  const { bytes, mediaType } = await encodeResult(resultFormatOf(payload), table);
  return { bytes, mediaType, rows: table.rows.length };
};

/**
 * Where the file of a task can be downloaded. Whoever knows the id of the task may, as with signed links.
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
