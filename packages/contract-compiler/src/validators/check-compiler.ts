import type { Validate } from "../validate.ts";
import { DocumentError, type Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import { limitErrors } from "../runtime/limit-errors.ts";
import { Check, type CheckTable } from "./check.ts";
import { createAjv } from "./create-ajv.ts";
import type { Mode } from "./mode.ts";
import { aliasedComponent, prepareSchema } from "./prepare-schema.ts";

/** The functions of a table of checks, each compiled on first use. */
export interface ValidatorTable {
  readonly [key: string]: Validate<unknown> | ValidatorTable;
}

/** Compiles the checks of a contract in this process, for contracts without generated code. */
export class CheckCompiler {
  readonly #api: BundledApi;
  readonly #compilers = new Map<Mode, ReturnType<typeof createAjv>>();
  #count = 0;

  constructor(api: BundledApi) {
    this.#api = api;
  }

  /**
   * Creates a table of functions. One that is never read is never compiled: most of hundreds of operations are not called.
   *
   * In a contract of the user, a schema that cannot be compiled accepts anything.
   *
   * @throws {DocumentError} When a function is read whose schema cannot be compiled, in a contract of this project.
   * @example
   * const requests = new CheckCompiler(api).table(planRequestChecks(api));
   * requests.createTask.body["application/json"]({ url: "https://shop.example" }); // true
   */
  table(checks: CheckTable, place = ""): ValidatorTable {
    const table: ValidatorTable = {};
    for (const [key, part] of Object.entries(checks)) {
      const name = `${place} ${key}`.trimStart();
      let made: Validate<unknown> | ValidatorTable | undefined;
      const make = (): Validate<unknown> | ValidatorTable =>
        part instanceof Check ? this.#compile(part, name) : this.table(part, name);
      Object.defineProperty(table, key, { enumerable: true, get: () => (made ??= make()) });
    }
    return table;
  }

  #compile({ schema, mode }: Check, place: string): Validate<unknown> {
    const ajv = this.#compilers.get(mode) ?? createAjv(this.#api, mode);
    this.#compilers.set(mode, ajv);
    try {
      const prepared: Schema = prepareSchema(this.#api, schema, mode);
      let id = aliasedComponent(prepared);
      if (id === undefined) {
        this.#count += 1;
        id = `v${this.#count}`;
        ajv.addSchema(prepared, id);
      }
      return limitErrors(ajv.getSchema(id) as Parameters<typeof limitErrors>[0]);
    } catch (error) {
      if (this.#api.isForeign) return acceptAnything;
      const { message } = error as Error;
      throw new DocumentError(place, `a schema cannot be compiled: ${message}`, "Correct it.", {
        cause: error,
      });
    }
  }
}

const acceptAnything = Object.assign(() => true, { errors: null }) as unknown as Validate<unknown>;
