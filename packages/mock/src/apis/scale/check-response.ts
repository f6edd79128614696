import type { Contract } from "../../contract/contract.ts";
import { diagnose } from "../../pipeline/diagnose.ts";
import { EngineFailure } from "../../engine/failure.ts";
import type { TaskRecord } from "../../engine/model.ts";

/** Checks that a completed task is one that `getTask` may show. */
export type CheckResponse = (task: TaskRecord) => Promise<void>;

/**
 * Makes a check with the compiled contracts. It rejects with an {@link EngineFailure} 400 that names the first thing that
 * is wrong.
 *
 * @example
 * await createCheckResponse(contracts)(completed);
 */
export const createCheckResponse =
  (contracts: Readonly<Record<string, Contract>>): CheckResponse =>
  async ({ api, type, body }) => {
    const validators = await contracts[api]?.loadValidators();
    const [problem] = diagnose("task", validators?.responses["getTask"]?.["200"]?.["application/json"], body);
    if (!problem) return;
    throw new EngineFailure(
      400,
      `${problem.message} Send a response as the contract ${api} has it for tasks of the type ${type}, or none to have one made up.`,
    );
  };
