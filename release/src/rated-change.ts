import type { Impact } from "./impact.ts";

/** One change of a contract, in words, with its rating. */
export interface RatedChange {
  readonly impact: Impact;

  /** The operation, the part of it and the property; or the component. */
  readonly where: string;
  readonly what: string;

  /** The component that has it, if it is a shared one: `schemas/TaskId`. Its file has the same name. */
  readonly component?: string;

  /** The rule that rates it, and what it means for a program. */
  readonly rule?: string;
  readonly why?: string;
}
