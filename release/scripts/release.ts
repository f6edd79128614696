/**
 * Packs all packages for a release: checks that everything is committed and has its version, runs the linters and all
 * tests, packs, and looks into what was packed. The job that publishes the tarballs needs to run nothing else.
 */
import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { checkTarball } from "../src/check-tarball.ts";
import { repository } from "../src/files.ts";
import { findForeignSource, findObstacles } from "../src/find-obstacles.ts";
import { packAll } from "../src/pack.ts";

const command = new Command("pnpm release")
  .description(
    "Lints, tests and packs all packages into release/dist, if everything is committed and has its version.",
  )
  .argument("[root]", "the repository", repository)
  .parse();
const [root = repository] = command.args;

/** Says why nothing can be released, and ends. */
function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  console.error(`Nothing was packed.\n\n${problems.join("\n\n")}`);
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
console.log("To publish one: npm publish FILE --access public --ignore-scripts");
