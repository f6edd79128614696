import { afterEach, beforeEach, expect, test } from "vitest";
import { findForeignSource } from "../src/find-obstacles.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox();
});

afterEach(() => sandbox.remove());

const commit = async (): Promise<void> => {
  await sandbox.git("add", ".");
  await sandbox.git("commit", "--quiet", "--message=More");
};

test("pending changesets are refused by name, before anything is run", async () => {
  await sandbox.changeset("minor", "There is cake.");
  await commit();
  const { code, stdout, stderr } = await sandbox.run("release.ts");
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("Nothing was packed.");
  expect(stderr).toContain(
    "Run `pnpm run version`, look at what it did, and commit it:\n  .changeset/change-1.md",
  );
});

test("changes that are not committed are refused by name", async () => {
  await sandbox.write("packages/client/leftover.txt", "");
  const { code, stderr } = await sandbox.run("release.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("There are changes that are not committed.");
  expect(stderr).toContain("packages/client/leftover.txt");
});

/** Makes the sandbox one that can be released, except for what the test adds. */
async function complete(scripts: object): Promise<void> {
  await sandbox.write("package.json", { name: "sandbox", private: true, scripts });
  for (const name of ["contracts", "client", "mock", "mock-server"]) {
    const publishConfig = { access: "public" };
    await sandbox.write(`packages/${name}/package.json`, {
      name: `@task-contracts/${name}`,
      version: "1.0.0",
      publishConfig,
    });
    await sandbox.write(`packages/${name}/LICENSE`, "MIT");
    await sandbox.write(`packages/${name}/README.md`, `# ${name}`);
  }
  await commit();
}

const passing = { lint: "echo linted", test: "echo tested" };

test("a release is checked, tested and packed, and it is said how to publish it", async () => {
  await complete(passing);
  const { code, stdout, stderr } = await sandbox.run("release.ts");
  expect(stderr).not.toContain("Nothing was packed.");
  expect(code).toBe(0);
  expect(stdout).toMatch(/linted[^]*tested/);
  for (const name of ["contracts", "client", "mock", "mock-server"]) {
    expect(stdout).toMatch(
      new RegExp(`@task-contracts/${name} 1\\.0\\.0, \\d+ kB: .*task-contracts-${name}-1\\.0\\.0\\.tgz`),
    );
  }
  expect(stdout).toContain("npm publish FILE --access public --ignore-scripts");
});

test("a failing test keeps everything from being packed", async () => {
  await complete({ ...passing, test: "exit 3" });
  const { code, stdout, stderr } = await sandbox.run("release.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("`pnpm run test` failed. Mend what it names.");
  expect(stdout).not.toContain(".tgz");
});

test("what must not be published keeps everything from being packed", async () => {
  await complete(passing);
  await sandbox.write("packages/client/test/a.js", "");
  await commit();
  const { code, stderr } = await sandbox.run("release.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("@task-contracts/client: test/a.js is of no use to anybody else.");
});

test("a workflow of another repository is refused, since npm would not vouch for the packages", async () => {
  const url = "git+https://github.com/kiln/kiln.git";
  await sandbox.write("package.json", { name: "sandbox", private: true, repository: { type: "git", url } });
  expect(await findForeignSource(sandbox.root, "kiln/kiln")).toEqual([]);
  expect(await findForeignSource(sandbox.root, undefined)).toEqual([]);
  const [problem] = await findForeignSource(sandbox.root, "potter/kiln");
  expect(problem).toContain(`${url}, but it is github.com/potter/kiln. Correct \`repository\` there`);
});
