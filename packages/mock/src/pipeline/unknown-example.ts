import { documentedStatus } from "./documented-status.ts";

/** The names of examples, by the status of their response. */
export type ExampleNames = Readonly<Record<string, readonly string[]>>;

/**
 * Why no example of an operation has the requested name.
 *
 * @param names Ranges of statuses are written `4XX`.
 * @returns Undefined if there is one, or if none is requested.
 * @example
 * unknownExample({ 404: ["unknownTask"] }, { code: 404, exampleKey: "unknown" });
 * // 'Prefer: example is "unknown", but the examples of this response are unknownTask.'
 */
export const unknownExample = (
  names: ExampleNames,
  { code, exampleKey }: { readonly code?: number; readonly exampleKey?: string },
): string | undefined => {
  if (exampleKey === undefined) return undefined;
  const known = chosen(names, code).flatMap((status) => names[status] ?? []);
  if (known.includes(exampleKey)) return undefined;
  if (known.length === 0)
    return `Prefer: example is "${exampleKey}", but this response has no examples with names.`;
  return `Prefer: example is "${exampleKey}", but the examples of this response are ${known.join(", ")}.`;
};

/** The responses for a status: all successes, unless one is requested. */
const chosen = (names: ExampleNames, code: number | undefined): readonly string[] => {
  if (code === undefined) {
    const successes = Object.keys(names).filter((status) => status.startsWith("2"));
    return successes.length > 0 ? successes : Object.keys(names);
  }
  const documented = documentedStatus(names, code);
  return documented === undefined ? [] : [documented];
};

/**
 * A status as it is looked up: ranges are written `4XX` or `4xx`.
 *
 * @example
 * statusKey("4xx"); // "4XX"
 */
export const statusKey = (status: string): string => status.replace(/xx$/i, "XX");
