import { writeFile } from "node:fs/promises";
import {
  type ExplainedResource,
  type Explanation,
  explainContract,
  overlayOf,
} from "@task-contracts/mock/explain-contract";
import { mermaidDiagram } from "@task-contracts/mock/mermaid-diagram";
import { loadContract } from "../contracts/load-contract.ts";
import { CommandError } from "./command-error.ts";
import { terminalText } from "./terminal-text.ts";

/** The options of `task-mock explain`. */
export interface ExplainOptions {
  readonly overlay?: readonly string[];
  readonly json?: boolean;
  readonly mermaid?: boolean;
  readonly write?: string;
}

/** Prints how the mock understands a contract. */
export const explain = async (
  file: string,
  { json, mermaid, overlay = [], write }: ExplainOptions,
): Promise<void> => {
  const { contract, flaws } = await loadContract({ file, overlays: overlay });
  const explanation = await explainContract(contract, flaws);
  if (json) print(JSON.stringify(explanation, null, 2));
  else print(mermaid ? diagramsOf(explanation) : inWords(explanation));
  if (write !== undefined) await writeOverlay(write, await overlayOf(contract));
  if (explanation.resources.length === 0) process.exitCode = 1;
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const writeOverlay = async (file: string, overlay: object | undefined): Promise<void> => {
  if (overlay === undefined) {
    throw new CommandError(
      `${file} was not written: nothing with a status was inferred, besides what is declared, whose schema is a component.`,
    );
  }
  const { stringifyYaml } = await import("@redocly/openapi-core");
  // An existing file, such as a description, must not be overwritten by mistake.
  await writeFile(file, stringifyYaml(overlay), { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      error.code === "EEXIST"
        ? `${file} exists. Choose another name, or delete it.`
        : `${file} cannot be written: ${error.message}`,
    );
  });
  process.stderr.write(`Wrote ${file}. Correct it, and mock with --overlay ${file}.\n`);
};

/**
 * The explanation as text.
 *
 * @example
 * inWords(explanation); // "assembly: 10 operations\n\ntranscript, inferred …"
 */
export const inWords = ({ examples, flaws, id, operations, resources }: Explanation): string => {
  const parts = [
    `${id}: ${operations} operations`,
    ...resources.map(describe),
    ...(examples.length > 0 ? [listed("These respond with examples:", examples)] : []),
    ...(flaws.length > 0
      ? [
          listed(
            "These flaws were worked around:",
            flaws.map(({ message, pointer }) => `${pointer}\n    ${message}`),
          ),
        ]
      : []),
  ];
  return terminalText(parts.join("\n\n"));
};

const listed = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line}`)].join("\n");

const describe = ({
  callbacks,
  isDeclared,
  name,
  operations,
  reasons,
  states,
  status,
  transitions,
}: ExplainedResource): string => {
  const width = Math.max(...operations.map(({ role }) => role.length));
  return [
    `${name}, ${isDeclared ? "declared" : "inferred"}`,
    ...operations.map(({ request, role }) => `  ${role.padEnd(width)}  ${request}`),
    ...(status === undefined
      ? []
      : [
          `  ${status}: ${states.map((state) => state.name + (state.initial ? " (initial)" : "")).join(", ")}`,
          ...transitions.map(({ after, by, from, to }) => `    ${from.join(", ")} → ${to}${how(after, by)}`),
        ]),
    ...callbacks.map(
      (callback) =>
        `  sends ${callback.name} to ${callback.to.join(" or ")}, ${callback.states.length > 0 ? `when ${callback.states.join(" or ")}` : "never"}`,
    ),
    ...reasons.map((reason) => `  - ${reason}`),
  ].join("\n");
};

const how = (after: number | undefined, by: readonly string[]): string => {
  if (by.length > 0) return `, by ${by.join(" or ")}`;
  return after === undefined ? ", on completion" : `, after ${after / 1000} s`;
};

const diagramsOf = ({ resources }: Explanation): string =>
  resources
    .filter(({ status }) => status !== undefined)
    .map(mermaidDiagram)
    .join("\n\n");
