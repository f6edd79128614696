import { Command, Option } from "commander";
import { commandLine } from "./command-line.ts";
import type { ExplainOptions } from "./explain.ts";
import { collect } from "./parse-options.ts";

const examples = `
Examples:
  ${commandLine} explain openapi.yaml
  ${commandLine} explain openapi.yaml --write overlay.yaml
      then correct it, and mock with: ${commandLine} openapi.yaml --overlay overlay.yaml

Ends with status 1 if nothing in the description lives: as a check in CI.
`;

/** `task-mock explain`: says what is understood of a contract. */
export const explainCommand = (): Command =>
  new Command("explain")
    .summary("say what is understood of an OpenAPI description")
    .description(
      "Says what the mock understands of an OpenAPI description: what is created, read and listed, how it lives, why that is thought, and what is wrong with the description.",
    )
    .argument("<file>", "an OpenAPI description, 3.0 to 3.2")
    .option("--overlay <file>", "an OpenAPI Overlay to apply to it; repeatable", collect)
    .addOption(new Option("--json", "print it as JSON").conflicts("mermaid"))
    .addOption(new Option("--mermaid", "print the life cycles as Mermaid state diagrams"))
    .option("--write <file>", "write an OpenAPI Overlay that declares what was inferred")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .showHelpAfterError(`Run ${commandLine} explain --help to see all options.`)
    .action(async (file: string, options: ExplainOptions) => {
      const { explain } = await import("./explain.ts");
      await explain(file, options);
    });
