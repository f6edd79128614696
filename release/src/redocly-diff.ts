import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Contract } from "./contract.ts";
import type { Impact } from "./impact.ts";

/** Where a difference is in one of the two contracts, and what stands there. */
export interface Side {
  /** A JSON pointer into the file. It names the component, whereas `path` names the first use of it. */
  readonly pointer: string;
  readonly value?: unknown;
}

/** One difference, as `redocly diff` reports it. */
export interface Difference {
  /** A JSON pointer from the root of the contract, through the first place that uses what differs. */
  readonly path: string;

  /** What kind of node it leads to: `Schema`, `PathItem`, `Response`, … */
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: Impact;

  /** What was modified of the node. */
  readonly property?: string;

  /** What the rules say that found it. Empty if none did. */
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  readonly base?: Side;
  readonly revision?: Side;
}

const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
const run = promisify(execFile);
const flags = ["--format=json", "--fail-on=none", "--output=report.json"];

/** No calls home, no advertisements, no colours in error messages. */
const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };

/** Compares two contracts with `redocly diff` and all of its rules. */
export async function redoclyDiff(base: Contract, revision: Contract): Promise<Difference[]> {
  const folder = await mkdtemp(join(tmpdir(), "release-diff-"));
  try {
    await Promise.all([
      writeFile(join(folder, "base.json"), JSON.stringify(base)),
      writeFile(join(folder, "revision.json"), JSON.stringify(revision)),
      writeFile(join(folder, "redocly.yaml"), "extends: [diff-recommended]\n"),
    ]);
    const env = { ...process.env, ...quiet };
    await run(process.execPath, [cli, "diff", "base.json", "revision.json", ...flags], { cwd: folder, env });
    const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as {
      changes: Difference[];
    };
    return report.changes;
  } finally {
    await rm(folder, { recursive: true });
  }
}
