/** The gates of the contracts. Anything wrong is printed, and stops the build. */
import { dirname, join } from "node:path";
import { runRedocly } from "@task-contracts/openapi-model/redocly";
import { apiIds, root } from "./apis.ts";
import { unreferencedFiles } from "./unreferenced-files.ts";

/** Redocly's measure, 0 to 100, of how easily people and programs can use a description. */
const LEAST_SCORE = 92;

const problems: string[] = [];

/** Where `redocly.yaml` is, with our rules. */
const repository = dirname(root);

const lint = await runRedocly(["lint"], repository);
if (lint.status === 0) {
  for (const api of apiIds) {
    for (const file of unreferencedFiles(join(root, api))) {
      problems.push(`openapi/${api}/${file} is referenced by nothing. Refer to it, or remove it.`);
    }
  }
} else {
  // What is unreferenced can only be found out where all references lead somewhere.
  problems.push(lint.stdout + lint.stderr);
}

if (problems.length === 0) {
  for (const api of apiIds) {
    const { stdout, stderr } = await runRedocly(["score", api, "--format=json"], repository);
    const score = stdout.startsWith("{")
      ? (JSON.parse(stdout) as { agentReadiness: number }).agentReadiness
      : NaN;
    console.log(`${api}: valid, score ${score}`);
    if (!(score >= LEAST_SCORE)) {
      problems.push(
        `The score of ${api} is ${score}, but must be at least ${LEAST_SCORE}. ` +
          `\`pnpm --filter @task-contracts/openapi exec redocly score ${api}/openapi.yaml\` says what costs most.\n${stderr}`,
      );
    }
  }
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
}
