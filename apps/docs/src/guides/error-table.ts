import { examplesOf, preferredContent } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { operationLink } from "../markdown/links.ts";
import { table } from "../markdown/table.ts";

/** Lists the error responses of an API: what each example says, and which operations return it. */
export function errorTable(api: Api): string {
  const rows = new Map<string, { status: string; text: string; operations: string[] }>();
  for (const operation of api.operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (status.startsWith("2")) continue;
      for (const { name, value } of examplesOf(api.contract, preferredContent(response.content)?.media)) {
        const key = `${status} ${name}`;
        const row = rows.get(key) ?? { status, text: messageOf(value), operations: [] };
        row.operations.push(operationLink(api, operation));
        rows.set(key, row);
      }
    }
  }
  const sorted = [...rows.values()].toSorted((a, b) => a.status.localeCompare(b.status));
  return table(
    ["Status", "For example", "From"],
    sorted.map(({ status, text, operations }) => [
      `\`${status}\``,
      text,
      operations.length === api.operations.length ? "all operations" : operations.join(", "),
    ]),
  );
}

const messageOf = (value: unknown): string =>
  typeof value === "string" ? value : ((value as { error?: string }).error ?? JSON.stringify(value));
