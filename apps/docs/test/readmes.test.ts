import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const repository = join(import.meta.dirname, "../../..");

const texts = globSync(["README.md", "{apps,packages}/*/README.md", "apps/docs/guides/*.md"], {
  cwd: repository,
});

/** The lines that readers copy into a shell. */
const commandsIn = (file: string): string[] =>
  Array.from(readFileSync(join(repository, file), "utf8").matchAll(/^```sh\n(.*?)^```/gms), ([, code = ""]) =>
    code.split("\n"),
  ).flat();

test.for(texts)(
  "%s installs packages from tarballs, since they are not on npm, and each by its own name",
  (file) => {
    const commands = commandsIn(file);
    expect(commands.filter((line) => /npm install .*@task-contracts\//.test(line))).toEqual([]);
    // `task-contracts-mock-*.tgz` is the mock server too.
    expect(commands.filter((line) => /task-contracts-[\w-]+-\*/.test(line))).toEqual([]);
  },
);
