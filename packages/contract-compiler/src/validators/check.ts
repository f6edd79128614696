import type { Schema } from "@task-contracts/openapi-model";
import type { Mode } from "./mode.ts";

/** A validator that is not compiled yet. */
export class Check {
  readonly schema: Schema;
  readonly mode: Mode;

  constructor(schema: Schema, mode: Mode) {
    this.schema = schema;
    this.mode = mode;
  }
}

/** The exports of a module of validators, before they are compiled. */
export interface CheckTable {
  readonly [key: string]: Check | CheckTable;
}
