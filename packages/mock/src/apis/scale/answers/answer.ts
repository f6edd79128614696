import type { components } from "@task-contracts/contracts/scale-v1";
import type { JsonObject } from "../../../engine/model.ts";
import type { Random } from "./random.ts";

type Schemas = components["schemas"];

/** The names that the contract gives to the types of tasks, such as `Categorization`. */
type TypeName = keyof { [Key in keyof Schemas as Key extends `${infer Name}Params` ? Name : never]: unknown };

/** The part of a task that its response may depend on. */
export interface AnswerableTask<Params = JsonObject> {
  readonly instruction: string;
  /** As in the contract, with all defaults filled in or left out. */
  readonly params: Params;
}

/**
 * Generates the response of one type of task. All variation must come from `random`, so that the same task always
 * gets the same response.
 *
 * @example
 * // by-type/categorization-answer.ts
 * export const answer: Answer<"Categorization"> = ({ params }, random) => ({ category: random.pick(params.categories) });
 */
export type Answer<Type extends TypeName> = (
  task: AnswerableTask<Schemas[`${Type}Params`]>,
  random: Random,
) => Schemas[`${Type}Response`];
