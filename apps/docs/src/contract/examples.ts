import type { Contract, Example, MediaType } from "./contract.ts";
import { resolve } from "./resolve.ts";

/** An example with the name that the contract gives it. */
export interface NamedExample extends Example {
  readonly name: string;
}

/** The examples of a body, in contract order. */
export function examplesOf(contract: Contract, media: MediaType | undefined): NamedExample[] {
  return Object.entries(media?.examples ?? {}).map(([name, example]) => {
    const { summary, value } = resolve(contract, example);
    return { name, summary, value };
  });
}
