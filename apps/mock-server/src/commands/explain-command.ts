import { Command, Option } from "commander";
import { commandLine } from "./command-line.ts";
import type { ExplainOptions } from "./explain.ts";
import { collect } from "./parse-options.ts";

const examples = `
Examples:
  ${commandLine} explain openapi.yaml
  ${commandLine} explain openapi.yaml --write overlay.yaml
      then correct it, and mock with: ${commandLine} openapi.yaml --overlay overlay.yaml

Exits with 1 if the description has no resource, for a check in CI.
`;

/** `task-mock explain`: explains how the mock understands a contract. */
export const explainCommand = (): Command =>
  new Command("explain")
    .summary("explain how the mock understands an OpenAPI description")
    .description(
      "Explains how the mock understands an OpenAPI description: its resources, operations and life cycles, the evidence for each, and the flaws of the description.",
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
