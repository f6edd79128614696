import type { Core } from "../../engine/core.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { Handlers } from "../../engine/handler.ts";
import type { JsonObject } from "../../engine/model.ts";
import { presentTask } from "../../engine/present-task.ts";
import { makeTask, type TaskKind } from "./make-task.ts";
import { parseResultFormat } from "./results/result-format.ts";
import { UnknownFormatError } from "./results/unknown-format-error.ts";

/** Creates tasks, which the API itself cannot. */
export const dataflowkitControls = ({ accounts, commit, ids, nextSequence }: Core): Handlers => ({
  createDataflowkitTask: async ({ query, body }) => {
    const { kind, payload } = body as { kind: TaskKind; payload?: JsonObject };
    checkFormat(payload);
    const account = await accounts.get(String(query["account"]));
    const task = makeTask(account, { kind, sequence: nextSequence(), payload, makeId: ids.letters });
    await commit(account, [{ put: "task", record: task }]);
    return { status: 200, body: presentTask(task) };
  },
});

/** Unsupported formats, `null` among them, would otherwise fail only when the task is run or read. */
const checkFormat = ({ format, destination }: JsonObject = {}): void => {
  try {
    for (const name of [format, destination]) if (name !== undefined) parseResultFormat(name);
  } catch (error) {
    if (error instanceof UnknownFormatError) throw new EngineFailure(400, `payload: ${error.message}`);
    throw error;
  }
};
