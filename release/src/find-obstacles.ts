import { getReleasePlan } from "@changesets/get-release-plan";
import { readManifest } from "./published-packages.ts";
import { run } from "./run.ts";

/** Finds what keeps a repository from being released as it is: changes that nobody has committed or made a version of. */
export async function findObstacles(root: string): Promise<string[]> {
  const [status, { changesets }] = await Promise.all([
    run("git", ["status", "--porcelain"], root),
    getReleasePlan(root),
  ]);
  const obstacles: string[] = [];
  if (status.trim() !== "") {
    obstacles.push(
      `There are changes that are not committed. Commit them or take them back:\n${status.trimEnd()}`,
    );
  }
  if (changesets.length > 0) {
    const names = changesets.map(({ id }) => `  .changeset/${id}.md`).join("\n");
    obstacles.push(
      `Changesets are pending, so these versions are not final. Run \`pnpm run version\`, look at what it did, and commit it:\n${names}`,
    );
  }
  return obstacles;
}

/**
 * Whether packages that are built in a workflow of GitHub say that they come from its repository. npm refuses to vouch for
 * them otherwise.
 *
 * @param built The repository of the workflow: `kiln/kiln`. Absent outside of GitHub.
 */
export async function findForeignSource(root: string, built: string | undefined): Promise<string[]> {
  const { repository } = await readManifest(root);
  if (built === undefined || repository?.url === `git+https://github.com/${built}.git`) return [];
  return [
    `package.json says that this repository is ${repository?.url ?? "nowhere"}, but it is github.com/${built}. Correct \`repository\` there, run \`node release/scripts/write-links.ts\`, and commit it.`,
  ];
}
