/** `pnpm bench`: measures us and our peers in one run, and prints the ratios. */
import { Command, Option } from "commander";
import { endOnSignals } from "./processes/children.ts";
import { sections } from "./sections/index.ts";
import { type Options, measureAll } from "./measure-all.ts";

endOnSignals();

const list = sections.map(({ name, summary }) => `  ${name.padEnd(10)}  ${summary}`).join("\n");

await new Command("pnpm bench")
  .description("Measures Task Contracts side by side with its peers, and prints the ratios.")
  .argument("[sections...]", "what to measure (default: everything)")
  .option("--short", "see in seconds that everything works; the figures mean nothing")
  .addOption(
    new Option("--load <generator>", "what sends the requests")
      .choices(["sockets", "autocannon"])
      .default("sockets"),
  )
  .option("--json <file>", "write all that was measured to a file")
  .option("--write", "write the table of ratios into README.md, after a full run")
  .addHelpText("after", `\nSections:\n${list}`)
  .showHelpAfterError("Run pnpm bench --help to see all options.")
  .action((chosen: string[], options: Options, command: Command) => measureAll(chosen, options, command))
  .parseAsync();
