import type { Contract } from "./contract.ts";
import type { Impact } from "./impact.ts";
import type { Difference } from "./redocly-diff.ts";

/** Two contracts that are compared. */
export interface Contracts {
  readonly base: Contract;
  readonly revision: Contract;
}

/** What we know of differences that `redocly diff` rates otherwise. */
export interface Rule {
  readonly id: string;
  readonly impact: Impact;

  /** What it means for a program, as a sentence. */
  readonly why: string;
  readonly appliesTo: (difference: Difference, contracts: Contracts) => boolean;
}
