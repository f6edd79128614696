import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import type { Section } from "./bench.ts";
import { full, short } from "./extents.ts";
import { autocannonLoad } from "./load/autocannon-load.ts";
import { socketLoad } from "./load/socket-load.ts";
import { print } from "./report/print.ts";
import { readmeTable, summaryOf } from "./report/readme-table.ts";
import { writeBetweenMarks } from "./report/write-readme.ts";
import { isRight, run } from "./run.ts";
import { sections } from "./sections/index.ts";

/** What `pnpm bench` is told. */
export interface Options {
  readonly short?: boolean;
  readonly load: "sockets" | "autocannon";
  readonly json?: string;
  readonly write?: boolean;
}

/** The README of the repository has a few rows, that of the benchmark all of them. */
const [frontReadme, ownReadme] = ["../../README.md", "../README.md"].map((file) =>
  fileURLToPath(new URL(file, import.meta.url)),
) as [string, string];

/** Runs what was asked for, and puts the results where they belong. */
export const measureAll = async (
  names: readonly string[],
  options: Options,
  command: Command,
): Promise<void> => {
  if (options.write && (options.short || names.length > 0)) {
    command.error("--write needs figures of everything: leave out --short and the names of sections.");
  }
  const report = await run(
    {
      extent: options.short ? short : full,
      load: options.load === "autocannon" ? autocannonLoad : socketLoad,
      tell: (text) => void process.stderr.write(`${text}\n`),
    },
    choose(names, command),
    ["pnpm bench", ...process.argv.slice(2)].join(" "),
  );
  process.stdout.write(print(report));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (!isRight(report)) {
    process.exitCode = 1;
    return;
  }
  if (!options.write) return;
  writeBetweenMarks(ownReadme, readmeTable(report));
  writeBetweenMarks(frontReadme, readmeTable(summaryOf(report)));
};

const choose = (names: readonly string[], command: Command): readonly Section[] => {
  if (names.length === 0) return sections;
  const unknown = names.filter((name) => !sections.some((section) => section.name === name));
  if (unknown.length > 0) {
    const known = sections.map(({ name }) => name).join(", ");
    command.error(`There is no section ${unknown.join(", ")}. Choose from ${known}.`);
  }
  return sections.filter(({ name }) => names.includes(name));
};
