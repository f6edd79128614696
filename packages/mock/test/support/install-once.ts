import type { TestProject } from "vitest/node";
import { installPackage } from "./installed-package.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the package, packed and installed as it is published. */
    readonly installedMock: string;
  }
}

/** Installs the packed package for all tests of a project, and removes it after them. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const { folder, remove } = await installPackage();
  project.provide("installedMock", `${folder}/node_modules/@task-contracts/mock`);
  return remove;
};
