import { Command, InvalidArgumentError, Option } from "commander";
import { apiIds } from "@task-contracts/mock/apis/api-ids";
import { controlApiId } from "@task-contracts/mock/control/api-id";
import { KINDS } from "./arbitrary-case.ts";
import { fuzzOperation } from "./fuzz-operation.ts";
import { fuzzOperations } from "./fuzz-operations.ts";
import { describeFailure } from "./reproduce.ts";
import { sendNoise } from "./wire-noise.ts";
import { startWorld } from "./world.ts";

interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  readonly api?: string;
  readonly operation?: string;
  readonly path?: string;
}

const CLASSES = ["2xx", "4xx", "5xx", "none"];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const parseCount = (value: string): number => {
  if (/^\d+$/.test(value) && Number(value) > 0) return Number(value);
  throw new InvalidArgumentError("Give a whole number above 0.");
};

const parseSeed = (value: string): number => {
  if (/^-?\d+$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number, such as the seed of a failure.");
};

const fuzz = async ({ runs, seed, api, operation: name, path }: FuzzOptions): Promise<void> => {
  const chosen = fuzzOperations.filter(
    (each) => (api === undefined || each.api === api) && (name === undefined || each.operationId === name),
  );
  if (chosen.length === 0) throw new Error(`${api ?? "No API"} has no operation ${name}.`);
  const started = performance.now();
  const world = await startWorld();
  const share = Math.ceil(runs / chosen.length);
  let [requests, failures] = [0, 0];
  print(`seed ${seed}, ${share} requests to each of ${chosen.length} operations`);
  print(
    `${"".padEnd(45)} requests ${KINDS.flatMap((kind) => [` | ${kind.padEnd(12)}`, ...CLASSES.slice(1).map(() => "      ")]).join("")}`,
  );
  if (chosen.length === fuzzOperations.length) {
    const noise = Math.ceil(runs / 10);
    const problems = await sendNoise(world, { seed, runs: noise });
    requests += noise;
    failures += problems.length === 0 ? 0 : 1;
    print(
      [
        `${"anything at all, over raw connections".padEnd(45)} ${String(noise).padStart(8)}`,
        ...problems,
      ].join("\n"),
    );
  }
  for (const operation of chosen) {
    const { counts, failure } = await fuzzOperation(world, operation, {
      seed,
      runs: share,
      ...(path !== undefined && { path }),
    });
    requests += counts.requests;
    const cells = KINDS.map((kind) =>
      CLASSES.map((each) => String(counts.answers(kind, each)).padStart(6)).join(""),
    );
    print(
      `${`${operation.api} ${operation.operationId}`.padEnd(45)} ${String(counts.requests).padStart(8)}  | ${cells.join(" | ")}`,
    );
    if (failure) {
      failures += 1;
      print(describeFailure(failure, world.fill));
    }
  }
  await world.close();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(
    `${requests} requests in ${seconds} s: ${failures === 0 ? "no failure" : `${failures} operations failed`}`,
  );
  if (failures > 0) process.exitCode = 1;
};

await new Command("pnpm fuzz")
  .description(
    "Sends requests that are valid, nearly valid and hostile to a mock server, and holds every answer to the contract.",
  )
  .option("--runs <number>", "how many requests, spread over all operations", parseCount, 100_000)
  .option(
    "--seed <number>",
    "what the requests are made of; the same seed makes the same ones",
    parseSeed,
    Math.trunc(Math.random() * 2 ** 31),
  )
  .addOption(new Option("--api <api>", "only this API").choices([...apiIds, controlApiId]))
  .option("--operation <id>", "only operations with this operationId")
  .option("--path <path>", "only the one request that a failure names")
  .action(fuzz)
  .parseAsync();
