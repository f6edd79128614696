import { readFile } from "node:fs/promises";
import dataflowkitContract from "@task-contracts/contracts/dataflowkit-v1.json" with { type: "json" };
import scaleBetaContract from "@task-contracts/contracts/scale-beta.json" with { type: "json" };
import scaleContract from "@task-contracts/contracts/scale-v1.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { apiOperations as dataflowkitOperations } from "../src/operations/dataflowkit-v1.ts";
import { apiOperations as scaleBetaOperations } from "../src/operations/scale-beta.ts";
import { apiOperations as scaleOperations } from "../src/operations/scale-v1.ts";
import { createScaleBetaClient } from "../src/scale-beta/index.ts";
import { createScaleClient } from "../src/scale/index.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");

/** The methods in the README's tables under a heading. */
const documentedMethods = (heading: string): string[] => {
  const [, section = ""] = new RegExp(`\\n### ${heading}\\n(.*?)\\n##`, "s").exec(readme) ?? [];
  return Array.from(section.matchAll(/^\| `(\w+)\(/gm), ([, name = ""]) => name);
};

describe.each([
  ["Scale v1", createScaleClient, scaleContract, scaleOperations, ["waitForTask"]],
  ["Scale beta", createScaleBetaClient, scaleBetaContract, scaleBetaOperations, ["waitForTask"]],
  [
    "Dataflow Kit",
    createDataflowKitClient,
    dataflowkitContract,
    dataflowkitOperations,
    ["waitForTask", "downloadResults"],
  ],
] as const)("%s", (name, createClient, contract, operations, extras) => {
  const ids = Object.keys(operations);

  test("has a method for each operation of the contract", () => {
    expect(Object.keys(createClient({ apiKey: "k" })).toSorted()).toEqual(
      [...ids, ...extras, "http"].toSorted(),
    );
  });

  test("has each method in the README", () => {
    expect(documentedMethods(name)).toEqual(ids);
    expect(documentedMethods("More methods")).toEqual(expect.arrayContaining([...extras]));
  });

  test("is where the contract says", async () => {
    const urls: string[] = [];
    const answer = async ({ url }: Request): Promise<Response> => {
      urls.push(url);
      return Response.json([]);
    };
    await createClient({ apiKey: "k", fetch: answer }).listTasks().page();
    expect(urls[0]?.startsWith(`${contract.servers[0]?.url}/tasks`)).toBe(true);
  });
});
