import { join } from "node:path";
import { root } from "./apis.ts";
import { listOperations, type ListedOperation } from "./list-operations.ts";

/** The READMEs with tables in them that follow from the contracts. */
export const readmes: readonly string[] = ["README.md", "packages/client/README.md"].map((file) =>
  join(root, "..", file),
);

/** The kinds of tables, by the word that a README asks for them with. */
const kinds: Readonly<Record<string, (operations: readonly ListedOperation[]) => string>> = {
  operations: (operations) =>
    table(
      ["operation", "method and path", "what it does"],
      operations.map(({ id, method, path, summary }) => [`\`${id}\``, `\`${method} ${path}\``, summary]),
    ),
  methods: (operations) =>
    table(
      ["method", "what it does"],
      operations.map((operation) => [
        `\`${operation.id}(${methodArguments(operation).join(", ")})\``,
        operation.summary,
      ]),
    ),
};

/**
 * Writes the tables of a README anew: all between `<!-- operations of scale-v1 -->` and the next `<!-- end -->`. A
 * table of `methods` has the arguments that the client's methods take.
 *
 * @param list Stands for the contracts in tests.
 * @example
 * writeTables("<!-- methods of scale-beta -->\n<!-- end -->");
 */
export function writeTables(text: string, list = listOperations): string {
  return text.replaceAll(
    /(<!-- (\w+) of ([\w-]+) -->\n).*?(<!-- end -->)/gs,
    (_, start: string, kind: string, api: string, end: string) => {
      const write = kinds[kind];
      if (!write) {
        throw new Error(
          `There is no table of "${kind}". Ask for one of ${Object.keys(kinds).join(" and ")} in the README.`,
        );
      }
      return `${start}\n${write(list(api))}\n\n${end}`;
    },
  );
}

/** What `createMethod` of the client reads from its arguments. */
const methodArguments = ({ path, hasBody, hasQuery }: ListedOperation): string[] => [
  ...(path.includes("{") ? ["id"] : []),
  ...(hasBody ? ["body"] : hasQuery ? ["filters?"] : []),
  "options?",
];

/** With all columns as wide as their widest cell: so our formatter has nothing to change. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => (cells[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
};
