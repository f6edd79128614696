import { Command, InvalidArgumentError } from "commander";
import { killInstances } from "./support/kill-instances.ts";

const parseCount = (value: string): number => {
  if (/^\d+$/.test(value)) return Number(value);
  throw new InvalidArgumentError("Give a whole number.");
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await new Command("pnpm kills")
  .description(
    "Kills servers that share a database, and the database itself, under load, and looks for what is lost.",
  )
  .option("--instances <number>", "how many servers there are", parseCount, 2)
  .option("--kills <number>", "how many times a server is killed", parseCount, 30)
  .option("--database-kills <number>", "how many times the database is killed", parseCount, 5)
  .action(async (options: { instances: number; kills: number; databaseKills: number }) => {
    const { outages, problems, ...counts } = await killInstances({ ...options, print });
    print(
      Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(", "),
    );
    print(`longest outage ${Math.round(Math.max(0, ...outages))} ms`);
    print(problems.length === 0 ? "no problem" : problems.slice(0, 50).join("\n"));
    if (problems.length > 0) process.exitCode = 1;
  })
  .parseAsync();
