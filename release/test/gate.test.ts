import { afterEach, beforeEach, expect, test } from "vitest";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createSandbox, kitchen, type Sandbox } from "./sandbox.ts";
import type { Json } from "./kitchen.ts";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox();
});

afterEach(() => sandbox.remove());

const withoutName = (): Json => {
  const contract = kitchen();
  delete contract.paths["/soups"].post.responses[200].content["application/json"].schema.properties.name;
  return contract;
};

const withRequired = (): Json => {
  const contract = kitchen();
  contract.paths["/soups"].post.requestBody.content["application/json"].schema.required.push("name");
  return contract;
};

const withNewPath = (): Json => {
  const contract = kitchen();
  contract.paths["/cakes"] = { get: { operationId: "listCakes", responses: {} } };
  return contract;
};

const reworded = (): Json => {
  const contract = kitchen();
  contract.paths["/soups"].post.summary = "Cook soup";
  return contract;
};

test("a removed property without a major changeset stops the build and is named", async () => {
  await sandbox.describe(withoutName());
  await sandbox.changeset("minor", "Soups have no names.");
  const { code, stderr } = await sandbox.run("check.ts");
  expect(code).toBe(1);
  for (const text of [
    "@task-contracts/contracts, @task-contracts/client, @task-contracts/mock, @task-contracts/mock-server: major is demanded, minor is pending",
    "major  kitchen-v1: Property `name`",
    "where  cookSoup (POST /soups), response 200: name",
    "why    Programs that read it find nothing. (property-removed)",
    "Run `pnpm changeset`, choose major",
  ]) {
    expect(stderr).toContain(text);
  }
});

test("a new required field without a major changeset stops the build and is named", async () => {
  await sandbox.describe(withRequired());
  const { code, stderr } = await sandbox.run("check.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("major is demanded, nothing is pending");
  expect(stderr).toContain("became required: `name`");
  expect(stderr).toContain("where  cookSoup (POST /soups), request");
});

test.each([
  { edit: "a removed property", change: withoutName, less: "minor", least: "major" },
  { edit: "a new required field", change: withRequired, less: "minor", least: "major" },
  { edit: "a new path", change: withNewPath, less: "patch", least: "minor" },
  { edit: "another summary", change: reworded, less: undefined, least: "patch" },
])("$edit passes with a $least changeset, and not with less", async ({ change, less, least }) => {
  await sandbox.describe(change());
  if (less !== undefined) await sandbox.changeset(less, "Something changed.");
  expect((await sandbox.run("check.ts")).code).toBe(1);
  await sandbox.changeset(least, "Something changed.");
  expect((await sandbox.run("check.ts")).code).toBe(0);
});

test("a changeset that names another package says nothing of the contracts, though all packages rise with it", async () => {
  await sandbox.describe(withoutName());
  await sandbox.changeset("major", "The server has another port.", "@task-contracts/mock-server");
  const { code, stderr } = await sandbox.run("check.ts");
  expect(code).toBe(1);
  expect(stderr).toContain(". @task-contracts/contracts: major is demanded, nothing is pending.");
});

test("a contract that did not change needs no changeset", async () => {
  const { code, stdout } = await sandbox.run("check.ts");
  expect(stdout).toBe("No contract changed since the last release.\n");
  expect(code).toBe(0);
});

test("before the first release nothing can be broken", async () => {
  await rm(join(sandbox.root, "openapi/released"), { recursive: true });
  const { code, stdout } = await sandbox.run("check.ts");
  expect(stdout).toBe("No contract was released yet, so there is none to break.\n");
  expect(code).toBe(0);
});

test("an API that is no longer described is a major change, and a new one a minor", async () => {
  await sandbox.write("openapi/released/bakery-v1.json", kitchen());
  await sandbox.write("packages/contracts/dist/garden-v1.json", kitchen());
  const { code, stderr } = await sandbox.run("check.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("major  bakery-v1: The API is no longer described.");
  expect(stderr).toContain("1 lesser change is not listed.");

  await sandbox.changeset("major", "There is no bakery any more.");
  expect((await sandbox.run("check.ts")).stdout).toContain(
    "garden-v1: 1 change since the last release, minor",
  );
});

test("a version that was written by hand stops the build", async () => {
  await sandbox.describe({ ...kitchen(), info: { title: "Kitchen", version: "2.0.0" } });
  const { code, stderr } = await sandbox.run("check.ts");
  expect(code).toBe(1);
  expect(stderr).toContain("The version of kitchen-v1 is 2.0.0, but 1.0.0 was released.");
});
