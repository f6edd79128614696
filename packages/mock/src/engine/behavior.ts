import { readLifeCycles } from "@task-contracts/openapi-model";
import { type ApiId, apiIds } from "../apis/api-ids.ts";
import { type CallbackRules, readCallbackRules } from "./callbacks/callback-rules.ts";
import type { Contract } from "../contract/contract.ts";
import { diagnose } from "../pipeline/diagnose.ts";
import { type PreparedLifeCycle, prepareLifeCycle } from "./life-cycle/prepared-life-cycle.ts";
import type { JsonObject } from "./model.ts";
import { readTaskShapes, type TaskShapes } from "../contract/task-shape.ts";

/** What a contract says of the behavior of its API. */
export interface Behavior {
  readonly lifeCycle: PreparedLifeCycle;
  readonly taskShapes: TaskShapes;
  /** @throws {Error} If the contract has no such callback. */
  readonly callbackRules: (callback: string) => CallbackRules;
  /** What is wrong with a callback for a type of task, by the contract. Undefined if nothing is. */
  readonly checkCallback: (
    type: string,
    callback: string,
    payload: JsonObject,
  ) => Promise<string | undefined>;
}

/** Reads the behavior of all APIs. */
export const readBehaviors = async (
  contracts: Readonly<Record<ApiId, Contract>>,
): Promise<Readonly<Record<ApiId, Behavior>>> => {
  const entries = apiIds.map(async (api) => [api, await behaviorOf(contracts[api])]);
  return Object.fromEntries(await Promise.all(entries)) as Record<ApiId, Behavior>;
};

/** A process may start many servers, and what a contract says stays the same. */
const known = new WeakMap<Contract, Promise<Behavior>>();

const behaviorOf = (contract: Contract): Promise<Behavior> => {
  const behavior = known.get(contract) ?? readBehavior(contract);
  known.set(contract, behavior);
  return behavior;
};

const readBehavior = async (contract: Contract): Promise<Behavior> => {
  const { apiId, operations } = contract;
  const document = await contract.loadDocument();
  const { lifeCycles, problems } = readLifeCycles(document);
  const [lifeCycle] = lifeCycles;
  if (!lifeCycle) {
    const [problem] = problems;
    throw new Error(
      `${apiId} has no life cycle. ${problem?.message ?? "Declare one on the schema of its task."}`,
    );
  }
  const rules = readCallbackRules(operations, lifeCycle);
  const callbackRules = (callback: string): CallbackRules => {
    const found = rules.get(callback);
    if (!found) throw new Error(`${apiId} has no callback ${callback}.`);
    return found;
  };
  const taskShapes = readTaskShapes(document);
  return {
    lifeCycle: prepareLifeCycle(document, lifeCycle),
    taskShapes,
    callbackRules,
    checkCallback: createCallbackCheck(contract, taskShapes, callbackRules),
  };
};

/** The validators are loaded when the first callback is sent. */
const createCallbackCheck = (
  { loadCallbackValidators }: Contract,
  shapes: TaskShapes,
  rulesOf: Behavior["callbackRules"],
): Behavior["checkCallback"] => {
  const creators = new Map([...shapes].map(([operationId, { type }]) => [type, operationId]));
  return async (type, callback, payload) => {
    const validators = await loadCallbackValidators();
    const { mediaType } = rulesOf(callback);
    const validate = validators[creators.get(type) ?? ""]?.[callback]?.[mediaType];
    // Those of forms make numbers of texts, in place.
    const value = mediaType === "application/json" ? payload : structuredClone(payload);
    const [problem] = diagnose(callback, validate, value);
    return problem?.message;
  };
};
