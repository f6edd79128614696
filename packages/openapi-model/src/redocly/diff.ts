import type { OpenApiDocument } from "../document.ts";
import { redoclyOutput } from "./redocly-output.ts";

/** The place of a difference in one of the two documents, and the value there. */
export interface Side {
  /** A JSON Pointer into the file. It names the component, whereas `path` names the first use of it. */
  readonly pointer: string;
  readonly value?: unknown;
}

/** One difference, as `redocly diff` reports it. */
export interface Difference {
  /** A JSON Pointer from the root of the document, through the first place that uses the changed node. */
  readonly path: string;
  /** The kind of the node: `Schema`, `PathItem`, `Response`, … */
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: "major" | "minor" | "patch";
  /** The changed part of the node. */
  readonly property?: string;
  /** The messages of the rules that found it. Empty if none did. */
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
