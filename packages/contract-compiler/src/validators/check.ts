import type { Schema } from "@task-contracts/openapi-model";
import type { Mode } from "./mode.ts";

/** A validator yet to be compiled. */
export class Check {
  readonly schema: Schema;
  readonly mode: Mode;

  constructor(schema: Schema, mode: Mode) {
    this.schema = schema;
    this.mode = mode;
  }
}

/** What a module of validators exports, before they are compiled. */
export interface CheckTable {
  readonly [key: string]: Check | CheckTable;
}
