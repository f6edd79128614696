import { join } from "node:path";
import { listOperations, type OpenApiDocument, type Operation } from "@task-contracts/openapi-model";
import { root } from "./apis.ts";

/** The READMEs with tables in them that follow from the contracts. */
export const readmes: readonly string[] = ["openapi/README.md", "packages/client/README.md"].map((file) =>
  join(root, "..", file),
);

/** The kinds of tables, by the word that a README asks for them with. */
const kinds: Readonly<Record<string, (operations: readonly Operation[]) => string>> = {
  operations: (operations) =>
    table(
      ["operation", "method and path", "what it does"],
      operations.map(({ id, method, path, summary }) => [
        `\`${id}\``,
        `\`${method.toUpperCase()} ${path}\``,
        summary,
      ]),
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
 * @param contracts By API id.
 * @throws {Error} If the README asks for a kind of table, or for an API, that there is not.
 */
export function writeTables(text: string, contracts: ReadonlyMap<string, OpenApiDocument>): string {
  return text.replaceAll(
    /(<!-- (\w+) of ([\w-]+) -->\n).*?(<!-- end -->)/gs,
    (_, start: string, kind: string, api: string, end: string) => {
      const write = kinds[kind];
      if (!write) {
        throw new Error(
          `There is no table of "${kind}". Ask for one of ${Object.keys(kinds).join(" and ")} in the README.`,
        );
      }
      const contract = contracts.get(api);
      if (!contract) {
        throw new Error(
          `There is no API "${api}". Name one of ${[...contracts.keys()].join(", ")} in the README.`,
        );
      }
      return `${start}\n${write(listOperations(contract))}\n\n${end}`;
    },
  );
}

/** What `createMethod` of the client reads from its arguments. */
const methodArguments = ({ path, requestBody, parameters }: Operation): string[] => [
  ...(path.includes("{") ? ["id"] : []),
  ...(requestBody ? ["body"] : parameters.some((parameter) => parameter.in === "query") ? ["filters?"] : []),
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
