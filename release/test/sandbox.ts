import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { contractsPackage, exposingPackages } from "../src/find-shortfalls.ts";
import { repository } from "../src/files.ts";
import { contract, type Json, operation } from "./kitchen.ts";

/** What a script printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A small repository of its own, with packages of our names at 1.0.0 and one API, `kitchen-v1`. */
export interface Sandbox {
  readonly root: string;
  readonly write: (path: string, content: string | object) => Promise<void>;
  readonly read: (path: string) => Promise<string>;

  /** Writes the contract as it is now: as its description, and as its bundle. */
  readonly describe: (contract: Json) => Promise<void>;
  /** Notes a change, of the contracts unless another package is named. */
  readonly changeset: (type: string, sentence: string, packageName?: string) => Promise<void>;

  /** Runs a script of `scripts/` on it. */
  readonly run: (script: string, ...args: string[]) => Promise<Run>;
  readonly git: (...args: string[]) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** The contract of the API, which is alone. */
export const kitchen = (): Json => ({
  ...contract(),
  paths: { "/soups": { post: { ...operation("cookSoup"), callbacks: {} } } },
});

export async function createSandbox(): Promise<Sandbox> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "release-")));
  const write: Sandbox["write"] = async (path, content) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
  };
  const run = async (file: string, ...args: string[]): Promise<Run> => {
    // What runs here must not know that it runs inside of a workflow, or of Vitest.
    const env = { PATH: process.env["PATH"], HOME: root, NO_COLOR: "1" };
    try {
      return { code: 0, ...(await promisify(execFile)(file, args, { cwd: root, env })) };
    } catch (error) {
      return error as Run;
    }
  };
  const git: Sandbox["git"] = async (...args) => {
    const { code, stderr } = await run(
      "git",
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@example.com",
      ...args,
    );
    if (code !== 0) throw new Error(stderr);
  };
  let changesets = 0;
  const sandbox: Sandbox = {
    root,
    write,
    read: (path) => readFile(join(root, path), "utf8"),
    describe: async (content) => {
      const { title, version } = content.info;
      await write(
        "openapi/kitchen-v1/openapi.yaml",
        `openapi: 3.1.0\ninfo:\n  title: ${title}\n  version: ${version}\n`,
      );
      await write("packages/contracts/dist/kitchen-v1.json", content);
    },
    changeset: (type, sentence, packageName = contractsPackage) =>
      write(
        `.changeset/change-${(changesets += 1)}.md`,
        `---\n"${packageName}": ${type}\n---\n\n${sentence}\n`,
      ),
    run: (script, ...args) =>
      run(process.execPath, join(repository, "release/scripts", script), root, ...args),
    git,
    remove: () => rm(root, { recursive: true }),
  };
  await fill(sandbox);
  return sandbox;
}

async function fill({ root, write, describe, git }: Sandbox): Promise<void> {
  await cp(join(repository, ".changeset/config.json"), join(root, ".changeset/config.json"));
  await write("package.json", { name: "sandbox", private: true });
  await write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
  for (const name of exposingPackages) {
    await write(`packages/${name.split("/")[1]}/package.json`, { name, version: "1.0.0" });
  }
  await write(".gitignore", "dist\n");
  await write("openapi/released/kitchen-v1.json", kitchen());
  await describe(kitchen());
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", ".");
  await git("commit", "--quiet", "--message=First");
}
