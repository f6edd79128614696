import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChangelogEntry } from "../src/changelog.ts";
import { createSandbox, kitchen, type Sandbox } from "./sandbox.ts";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox();
});

afterEach(() => sandbox.remove());

test("a release raises all packages together, records the contract and writes its changelog", async () => {
  const contract = kitchen();
  delete contract.paths["/soups"];
  contract.paths["/cakes"] = { get: { operationId: "listCakes", responses: {} } };
  await sandbox.describe(contract);
  await sandbox.changeset("major", "There is no soup any more.\nEat `cake`.");
  await sandbox.git("add", ".");
  await sandbox.git("commit", "--quiet", "--message=Eat cake");

  const run = await sandbox.run("version.ts");

  expect(run).toMatchObject({ code: 0 });
  for (const name of ["contracts", "client", "mock", "mock-server"]) {
    expect(JSON.parse(await sandbox.read(`packages/${name}/package.json`))).toMatchObject({
      version: "2.0.0",
    });
  }
  expect(await sandbox.read("packages/contracts/CHANGELOG.md")).toContain("There is no soup any more.");
  expect(await sandbox.read("openapi/kitchen-v1/openapi.yaml")).toContain("\n  version: 2.0.0\n");
  expect(JSON.parse(await sandbox.read("openapi/released/kitchen-v1.json"))).toEqual({
    ...contract,
    info: { ...contract.info, version: "2.0.0" },
  });
  const [entry] = JSON.parse(await sandbox.read("openapi/released/changelog.json")) as ChangelogEntry[];
  expect(entry).toMatchObject({ version: "2.0.0", sentences: ["There is no soup any more. Eat `cake`."] });
  expect(entry?.contracts["kitchen-v1"]?.[0]).toMatchObject({ impact: "major" });

  // What was released is what the next change is held to.
  await sandbox.describe({ ...contract, info: { ...contract.info, version: "2.0.0" } });
  expect(await sandbox.run("check.ts")).toMatchObject({ code: 0 });
});

test("a release that leaves a contract alone leaves its version and its record alone", async () => {
  const before = await sandbox.read("openapi/released/kitchen-v1.json");
  await sandbox.changeset("patch", "Validators are faster.");
  const run = await sandbox.run("version.ts");
  expect(run).toMatchObject({ code: 0 });
  expect(JSON.parse(await sandbox.read("packages/client/package.json"))).toMatchObject({ version: "1.0.1" });
  expect(await sandbox.read("openapi/released/kitchen-v1.json")).toBe(before);
  expect(await sandbox.read("openapi/kitchen-v1/openapi.yaml")).toContain("\n  version: 1.0.0\n");
});

test("a changelog that cannot be read is neither replaced, nor is anything else done", async () => {
  await sandbox.write("openapi/released/changelog.json", "<<<<<<< HEAD\n[]\n");
  await sandbox.describe({ ...kitchen(), paths: {} });
  await sandbox.changeset("major", "There is no soup any more.");
  const { code, stderr } = await sandbox.run("version.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("changelog.json is not JSON. Mend it, or take it from Git");
  expect(await sandbox.read("openapi/released/changelog.json")).toBe("<<<<<<< HEAD\n[]\n");
  expect(JSON.parse(await sandbox.read("packages/client/package.json"))).toMatchObject({ version: "1.0.0" });
});

test("without a pending changeset there is nothing to release", async () => {
  const { code, stderr } = await sandbox.run("version.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("No changeset is pending");
});
