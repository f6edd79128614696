import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { listOperations, type Operation } from "@task-contracts/openapi-model";
import type { LintedDocument } from "./linted-document.ts";
import type { ApiFacts } from "../apis.ts";
import { lastChange } from "./last-change.ts";

/** An API as the site knows it: its contract, what was derived from it, and our own facts. */
export interface Api extends ApiFacts {
  readonly contract: LintedDocument;
  readonly operations: readonly Operation[];

  /** The day on which the contract was last changed, such as `2026-03-02`. */
  readonly changed: string;
}

/** Reads the bundle of an API's contract. */
export async function loadApi(facts: ApiFacts): Promise<Api> {
  const file = fileURLToPath(import.meta.resolve(`@task-contracts/contracts/${facts.id}.json`));
  const [text, changed] = await Promise.all([readFile(file, "utf8"), lastChange(facts.id)]);
  const contract = JSON.parse(text) as LintedDocument;
  return { ...facts, contract, operations: listOperations(contract), changed };
}
