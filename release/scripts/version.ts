/**
 * The version step of a release: new versions and changelogs of the packages, by changesets; then the contracts as they
 * are released, for the gate, and what changed in them, for the site.
 */
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getReleasePlan } from "@changesets/get-release-plan";
import { Command } from "commander";
import { changelogEntry, readChangelog } from "../src/changelog.ts";
import { compareReleases } from "../src/compare-releases.ts";
import { bundleFolder, changelogFile, readContracts, recordFolder, repository } from "../src/files.ts";
import { readManifest } from "../src/published-packages.ts";
import { writeRecord } from "../src/write-record.ts";

const { args } = new Command("pnpm run version")
  .description(
    "Makes the pending changesets into versions and changelogs, and records the contracts as released.",
  )
  .argument("[root]", "the repository", repository)
  .argument("[bundles]", `the bundled contracts (default: ${bundleFolder} in the repository)`)
  .parse();
const [root = repository, bundles = join(root, bundleFolder)] = args;

const plan = await getReleasePlan(root);
if (plan.changesets.length === 0) {
  console.error("No changeset is pending, so there is nothing to release. `pnpm changeset` notes a change.");
  process.exit(1);
}
const present = await readContracts(bundles);
const earlier = await readChangelog(root);
const changes = await compareReleases(await readContracts(join(root, recordFolder)), present);

const changesets = fileURLToPath(import.meta.resolve("@changesets/cli/bin.js"));
const { status } = spawnSync(process.execPath, [changesets, "version"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

if (changes.size > 0) {
  const { version } = await readManifest(join(root, "packages/contracts"));
  await writeRecord(root, version, present, changes);
  const file = join(root, recordFolder, changelogFile);
  const date = new Date().toISOString().slice(0, 10);
  const all = [changelogEntry(plan, { version, date }, changes), ...earlier];
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
  console.log(`Recorded ${[...changes.keys()].join(", ")} as released in ${version}.`);
}

// What was written is to look as if people had formatted it. Other repositories, in tests, have no formatter.
if (root === repository)
  spawnSync("pnpm", ["exec", "oxfmt"], { stdio: "inherit", shell: process.platform === "win32" });
