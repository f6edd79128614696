import { readdirSync, readFileSync } from "node:fs";
import type { BundledApi, BundledDocument } from "@task-contracts/contract-compiler/bundled-api";
import type { OperationTable } from "@task-contracts/contract-compiler/operation";
import { importValidators, type LoadedValidators } from "./load-validators.ts";

const dist = new URL("../dist/", import.meta.url);

/** What `build` made of one API: its bundle, and what its modules export. */
export interface BuiltApi extends BundledApi, LoadedValidators {
  readonly operationTable: OperationTable;
}

/** Everything that `build` has made. */
export const builtApis: readonly BuiltApi[] = await Promise.all(
  readdirSync(dist)
    .filter((file) => file.endsWith(".json"))
    .map((file) => importApi(file.slice(0, -".json".length))),
);

async function importApi(id: string): Promise<BuiltApi> {
  const { operationTable } = (await import(new URL(`${id}.js`, dist).href)) as Pick<
    BuiltApi,
    "operationTable"
  >;
  const contract = JSON.parse(readFileSync(new URL(`${id}.json`, dist), "utf8")) as BundledDocument;
  return { id, contract, operationTable, ...(await importValidators(dist, id)) };
}
