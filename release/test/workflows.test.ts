import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findOverreach } from "../../.github/scripts/find-overreach.ts";

const workflow = (step: string, permissions = "{ contents: write }"): string => `
permissions: {}
jobs:
  tag:
    permissions: ${permissions}
    steps:
      - ${step}
`;

test.each([
  ["run: sh build.sh", "sh build.sh"],
  ["run: bash build.sh", "bash build.sh"],
  ["run: ./build.sh", "./build.sh"],
  ["run: . ./build.sh", ". ./build.sh"],
  ["run: source build.sh", "source build.sh"],
  ["run: make", "make"],
  ["run: python build.py", "python build.py"],
  ["run: npx something", "npx something"],
  ["run: pnpm install", "pnpm install"],
  ["run: npm install", "npm install"],
  ["run: npm publish .", "npm publish ."],
  ["run: npm publish a.tgz --provenance", "npm publish a.tgz --provenance"],
  ["run: echo 1 && make", "make"],
  ["run: X=1 make", "make"],
  ["run: if make; then echo 1; fi", "make"],
  ["run: for f in *; do node $f; done", "node $f"],
  ["run: echo $(make)", "make"],
  ['run: echo "$(node a.js)"', "node a.js"],
  ["run: echo `make`", "make"],
  [`run: "echo \\"it's\\"; make; echo \\"it's\\""`, "make"],
  [String.raw`run: echo \'; make; echo \'`, "make"],
  [String.raw`run: echo "\""; make; echo "\""`, "make"],
  [`run: 'echo "a #b"; make'`, "make"],
  ["{ run: 'echo 1', shell: 'python {0}' }", "python {0}"],
  ["run: eval 1", "eval 1"],
  ["run: git -c core.hooksPath=a commit", "git -c core.hooksPath=a commit"],
  ["run: tar --to-command=make -xf a.tar", "tar --to-command=make -xf a.tar"],
  ["run: |\n          echo 1\n          make", "make"],
  ["uses: ./.github/actions/build", "./.github/actions/build"],
  [
    "uses: vendor/action@0123456789012345678901234567890123456789",
    "vendor/action@0123456789012345678901234567890123456789",
  ],
])("a job that may write cannot %j", (step, code) => {
  expect(findOverreach(workflow(step))).toEqual([`the job tag may write, and runs ${code}`]);
});

test.each([
  "{ contents: write }",
  "{ pages: read, id-token: write }",
  "write-all",
  "\n      contents: write # to tag",
  '\n      contents: "write"',
])("the right to write is found in permissions: %s", (permissions) => {
  expect(findOverreach(workflow("run: make", permissions))).toHaveLength(1);
});

test.each(["{}", "{ contents: read }", "read-all"])(
  "a job with permissions: %s may run anything",
  (permissions) => {
    expect(findOverreach(workflow("run: make", permissions))).toEqual([]);
  },
);

test.each(["permissions: write-all", "permissions: { contents: write }", "name: none"])(
  "a workflow that gives all jobs the right to write is refused: %s",
  (head) => {
    expect(findOverreach(`${head}\njobs: {}`)).toEqual([
      "all jobs may write. Give the right to the job that needs it",
    ]);
  },
);

test.each([
  "run: npm publish ./a.tgz --access public --ignore-scripts",
  "run: git push origin main 2>&1 | grep -v a",
  "run: 'for tag in $TAGS; do gh api repos/x; done'",
  "uses: actions/checkout@0123456789012345678901234567890123456789",
])("a job that may write can %j", (step) => {
  expect(findOverreach(workflow(step))).toEqual([]);
});

const folder = new URL("../../.github/workflows/", import.meta.url);

test.each(readdirSync(folder))("%s keeps to it", (name) => {
  expect(findOverreach(readFileSync(new URL(name, folder), "utf8"))).toEqual([]);
});
