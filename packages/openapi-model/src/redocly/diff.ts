import type { OpenApiDocument } from "../document.ts";
import { redoclyOutput } from "./redocly-output.ts";

/** Where a difference is in one of the two documents, and what stands there. */
export interface Side {
  /** A JSON Pointer into the file. It names the component, whereas `path` names the first use of it. */
  readonly pointer: string;
  readonly value?: unknown;
}

/** One difference, as `redocly diff` reports it. */
export interface Difference {
  /** A JSON Pointer from the root of the document, through the first place that uses what differs. */
  readonly path: string;
  /** What kind of node it leads to: `Schema`, `PathItem`, `Response`, … */
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: "major" | "minor" | "patch";
  /** What was modified of the node. */
  readonly property?: string;
  /** What the rules say that found it. Empty if none did. */
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  readonly base?: Side;
  readonly revision?: Side;
}

const flags = ["--format=json", "--fail-on=none"];

/**
 * Compares two documents with `redocly diff` and all of its rules.
 *
 * @throws {DocumentError} If they cannot be compared.
 */
export async function diff(base: OpenApiDocument, revision: OpenApiDocument): Promise<Difference[]> {
  const inputs = {
    "base.json": JSON.stringify(base),
    "revision.json": JSON.stringify(revision),
    "redocly.yaml": "extends: [diff-recommended]\n",
  };
  const report = await redoclyOutput(["diff", "base.json", "revision.json", ...flags], inputs, "report.json");
  return (JSON.parse(report) as { changes: Difference[] }).changes;
}
