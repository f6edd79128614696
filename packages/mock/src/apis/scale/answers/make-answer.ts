import type { JsonObject } from "../../../engine/model.ts";
import type { AnswerableTask } from "./answer.ts";
import { createRandom, type Random } from "./random.ts";

/** The exports of a file in `by-type/`. */
interface AnswerModule {
  readonly answer: (task: AnswerableTask, random: Random) => JsonObject;
}

/**
 * Generates the response of a completed task. It matches the task and its contract, and is always the same for
 * the same task.
 *
 * A type is supported when `by-type/` has a file with its name: no other registration is needed.
 *
 * @example
 * await makeAnswer("categorization", "5f2b8c1e9d3a47006b1e8f20", { instruction, params: { categories: ["a", "b"] } });
 * // { category: "b" }
 */
export const makeAnswer = async (type: string, taskId: string, task: AnswerableTask): Promise<JsonObject> => {
  const { answer } = await load(type);
  return answer(task, createRandom(taskId));
};

const modules = new Map<string, Promise<AnswerModule>>();

/** Imports each type once: Node's loader takes longer than a response, even for a module that it has cached. */
const load = (type: string): Promise<AnswerModule> => {
  const known = modules.get(type);
  if (known) return known;
  const module = importAnswer(type);
  modules.set(type, module);
  return module;
};

const importAnswer = async (type: string): Promise<AnswerModule> => {
  try {
    // Node, Vitest and the bundler all support this form of an import, in which only a part of the file name is variable.
    return (await import(`./by-type/${type}-answer.ts`)) as AnswerModule;
  } catch (cause) {
    throw new Error(
      `There is no answer for tasks of type "${type}": src/apis/scale/answers/by-type/${type}-answer.ts could not be loaded.`,
      { cause },
    );
  }
};
