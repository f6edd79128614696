import type { OpenApiDocument } from "@task-contracts/openapi-model";
import type { Difference } from "@task-contracts/openapi-model/redocly";
import type { Impact } from "./impact.ts";

/** Two contracts that are compared. */
export interface Contracts {
  readonly base: OpenApiDocument;
  readonly revision: OpenApiDocument;
}

/** What we know of differences that `redocly diff` rates otherwise. */
export interface Rule {
  readonly id: string;
  readonly impact: Impact;

  /** What it means for a program, as a sentence. */
  readonly why: string;
  readonly appliesTo: (difference: Difference, contracts: Contracts) => boolean;
}
