import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { contracts } from "@task-contracts/mock/apis/contracts";
import { type ExplainedResource, explainContract } from "@task-contracts/mock/explain-contract";
import { type Callback, listOperations, type Operation } from "@task-contracts/openapi-model";
import type { LintedDocument } from "./linted-document.ts";
import type { ApiFacts } from "../apis.ts";
import { lastChange } from "./last-change.ts";

/** A callback that several operations may lead to. */
export interface SharedCallback {
  readonly callback: Callback;

  /** The operations that lead to it, in the order of the contract. */
  readonly causes: readonly Operation[];
}

/** An API as the site knows it: its contract, what was derived from it, and our own facts. */
export interface Api extends ApiFacts {
  readonly contract: LintedDocument;
  readonly operations: readonly Operation[];

  /** Its callbacks, each once, in the order of the contract. */
  readonly callbacks: readonly SharedCallback[];

  /** How its tasks move from state to state. Absent if it declares no life cycle. */
  readonly resource?: ExplainedResource | undefined;

  /** The day on which the contract was last changed, such as `2026-03-02`. */
  readonly changed: string;
}

/** Reads the bundle of an API's contract. */
export async function loadApi(facts: ApiFacts): Promise<Api> {
  const file = fileURLToPath(import.meta.resolve(`@task-contracts/contracts/${facts.id}.json`));
  const [text, changed, resource] = await Promise.all([
    readFile(file, "utf8"),
    lastChange(facts.id),
    resourceOf(facts.id),
  ]);
  const contract = JSON.parse(text) as LintedDocument;
  const operations = listOperations(contract);
  return { ...facts, contract, operations, callbacks: callbacksOf(operations), resource, changed };
}

function callbacksOf(operations: readonly Operation[]): SharedCallback[] {
  const found = new Map<string, { callback: Callback; causes: Operation[] }>();
  for (const operation of operations) {
    for (const callback of operation.callbacks) {
      const known = found.get(callback.id);
      if (known === undefined) found.set(callback.id, { callback, causes: [operation] });
      else known.causes.push(operation);
    }
  }
  return [...found.values()];
}

async function resourceOf(id: string): Promise<ExplainedResource | undefined> {
  const contract = Object.entries(contracts).find(([apiId]) => apiId === id)?.[1];
  if (contract === undefined) return undefined;
  const { resources } = await explainContract(contract, []);
  return resources.find(({ status }) => status !== undefined);
}
