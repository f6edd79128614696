/**
 * Publishes all packages: checks that everything is committed and has its version, runs the linters and all tests, packs,
 * looks into what was packed, and hands it to npm by way of changesets.
 *
 * `node scripts/release.ts [root of a repository] [--dry-run]`: with the flag all but the last happens.
 */
import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkTarball } from "../src/check-tarball.ts";
import { repository } from "../src/files.ts";
import { findForeignSource, findObstacles } from "../src/find-obstacles.ts";
import { packAll } from "../src/pack.ts";

const { values, positionals } = parseArgs({
  options: { "dry-run": { type: "boolean", default: false } },
  allowPositionals: true,
});
const [root = repository] = positionals;

/** Says why nothing can be released, and ends. */
function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  console.error(`Nothing was published.\n\n${problems.join("\n\n")}`);
  process.exit(1);
}

function pnpm(...args: string[]): void {
  console.log(`> pnpm ${args.join(" ")}`);
  const { status, error } = spawnSync("pnpm", args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0)
    refuse([`\`pnpm ${args.join(" ")}\` failed${error ? `: ${error.message}` : ""}. Mend what it names.`]);
}

refuse([
  ...(await findObstacles(root)),
  ...(await findForeignSource(root, process.env["GITHUB_REPOSITORY"])),
]);
pnpm("run", "lint");
pnpm("run", "test");
const tarballs = await packAll(root, join(root, "release/dist"));
refuse((await Promise.all(tarballs.map((tarball) => checkTarball(tarball, root)))).flat());
for (const { name, version, path } of tarballs) {
  console.log(`${name} ${version}, ${((await stat(path)).size / 1000).toFixed(0)} kB: ${path}`);
}
if (values["dry-run"]) console.log("Nothing was published, since this is a dry run.");
else pnpm("exec", "changeset", "publish");
