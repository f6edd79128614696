import standalone from "ajv/dist/standalone/index.js";
import { DocumentError, type Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { createAjv } from "@task-contracts/contract-compiler/validators/create-ajv";
import type { Mode } from "@task-contracts/contract-compiler/validators/mode";
import { aliasedComponent, prepareSchema } from "@task-contracts/contract-compiler/validators/prepare-schema";
import { runtimeImports } from "@task-contracts/contract-compiler/validators/runtime-function";

/** A module in the making: validators of one mode, and the functions for components that they share. */
export interface ModeModule {
  /** Adds a validator and returns the name under which the module exports it; equal schemas share one. */
  add(schema: Schema, place: string): string;

  /** Writes the module's source. */
  source(): string;
}

/**
 * Starts a module for validators of one mode.
 *
 * @example
 * const module = createModeModule(api, sentJson);
 * module.add({ $ref: "#/components/schemas/Task" }, "getTask 200"); // "v0"
 */
export function createModeModule(api: BundledApi, mode: Mode): ModeModule {
  const ajv = createAjv(api, mode);
  const names = new Map<string, string>();
  const ids: Record<string, string> = {};

  function compile(schema: Schema, name: string): string {
    const id = aliasedComponent(schema) ?? name;
    if (id === name) ajv.addSchema(schema, id);
    ajv.getSchema(id);
    return id;
  }

  return {
    add(schema, place) {
      const prepared = prepareSchema(api, schema, mode);
      const key = JSON.stringify(prepared);
      const name = names.get(key) ?? `v${names.size}`;
      names.set(key, name);
      try {
        ids[name] ??= compile(prepared, name);
      } catch (error) {
        const { message } = error as Error;
        throw new DocumentError(place, `a schema cannot be compiled: ${message}`, "Correct it.", {
          cause: error,
        });
      }
      return name;
    },
    source: () => runtimeImports + standalone.default(ajv, ids),
  };
}
