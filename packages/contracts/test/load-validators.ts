import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { replaceFolder } from "../scripts/replace-folder.ts";
import { generateValidators } from "../scripts/validators/validator-modules.ts";
import type { Validate } from "@task-contracts/contract-compiler/validate";

type Table<Leaf> = Readonly<Record<string, Leaf>>;

/** The modules of validators of an API, typed as loosely as tests need that do not know the API. */
export interface LoadedValidators {
  readonly request: Table<RequestGroup>;
  readonly response: Table<Table<Table<Validate<unknown>>>>;
  readonly callback: Table<Table<Table<Validate<unknown>>>>;
}

interface RequestGroup {
  readonly path?: Validate<unknown>;
  readonly query?: Validate<unknown>;
  readonly header?: Validate<unknown>;
  readonly body?: Table<Validate<unknown>>;
}

/**
 * Generates an API's validators and loads them.
 *
 * @example
 * const { request } = await loadValidators(kiln);
 */
export async function loadValidators(api: BundledApi): Promise<LoadedValidators> {
  const folder = await mkdtemp(join(tmpdir(), "contracts-test-"));
  try {
    await replaceFolder(folder, await generateValidators(api));
    return await importValidators(pathToFileURL(`${folder}/`), api.id);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Loads an API's validators out of a folder like `dist`.
 *
 * @example
 * const { request } = await importValidators(new URL("../dist/", import.meta.url), "scale-v1");
 */
export async function importValidators(folder: URL, api: string): Promise<LoadedValidators> {
  const load = (group: string): Promise<Readonly<Record<string, unknown>>> =>
    import(new URL(`${api}/${group}-validators.js`, folder).href);
  return {
    request: (await load("request"))["requestValidators"],
    response: (await load("response"))["responseValidators"],
    callback: (await load("callback"))["callbackValidators"],
  } as LoadedValidators;
}
