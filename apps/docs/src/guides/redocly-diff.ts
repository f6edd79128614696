import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Contract } from "../contract/contract.ts";
import { redoclyFolder } from "../reference/render-redoc.ts";

/** One difference, as `redocly diff` reports it. */
export interface Difference {
  /** A JSON pointer into either contract. */
  readonly path: string;

  /** What kind of node it leads to: `Schema`, `PathItem`, `Response`, … */
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: "major" | "minor" | "patch";

  /** The property that was modified. */
  readonly property?: string;
  readonly verdicts: readonly { readonly message: string }[];
  readonly base?: { readonly value: unknown };
  readonly revision?: { readonly value: unknown };
}

const run = promisify(execFile);

/** Compares two contracts with `redocly diff`. */
export async function redoclyDiff(base: Contract, revision: Contract): Promise<Difference[]> {
  const folder = await mkdtemp(join(tmpdir(), "docs-diff-"));
  try {
    await Promise.all([
      writeFile(join(folder, "base.json"), JSON.stringify(base)),
      writeFile(join(folder, "revision.json"), JSON.stringify(revision)),
    ]);
    const flags = ["--format", "json", "--fail-on", "none", "--output", "report.json"];
    await run(
      process.execPath,
      [join(redoclyFolder, "bin/cli.js"), "diff", "base.json", "revision.json", ...flags],
      {
        cwd: folder,
        env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      },
    );
    const report = JSON.parse(await readFile(join(folder, "report.json"), "utf8")) as {
      changes: Difference[];
    };
    return report.changes;
  } finally {
    await rm(folder, { recursive: true });
  }
}
