/**
 * The gate on contract changes: what changed since the last release must be announced by the pending changesets.
 *
 * `node scripts/check.ts [root of a repository] [folder of bundled contracts]`
 */
import { join } from "node:path";
import { getReleasePlan } from "@changesets/get-release-plan";
import { compareReleases } from "../src/compare-releases.ts";
import { bundleFolder, readContracts, recordFolder, repository } from "../src/files.ts";
import { findShortfalls } from "../src/find-shortfalls.ts";
import { findVersionEdits } from "../src/find-version-edits.ts";
import { reportShortfalls, summaryOf } from "../src/report.ts";

const [, , root = repository, bundles = join(root, bundleFolder)] = process.argv;

const released = await readContracts(join(root, recordFolder));
if (released.size === 0) {
  console.log("No contract was released yet, so there is none to break.");
} else {
  const present = await readContracts(bundles);
  const changes = await compareReleases(released, present);
  console.log(summaryOf(changes).join("\n") || "No contract changed since the last release.");
  const shortfalls = changes.size === 0 ? [] : findShortfalls(changes, await getReleasePlan(root));
  const problems = findVersionEdits(released, present);
  if (shortfalls.length > 0) problems.push(reportShortfalls(shortfalls, changes));
  if (problems.length > 0) {
    console.error(problems.join("\n\n"));
    process.exitCode = 1;
  }
}
