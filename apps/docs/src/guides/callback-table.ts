import {
  type Callback,
  preferredContent,
  resolve,
  type Schema,
  type SchemaObject,
} from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { callbackLink, operationLink } from "../markdown/links.ts";
import { table } from "../markdown/table.ts";

/** Lists the callbacks of an API, each with what causes it and with what its payload has. */
export function callbackTable(api: Api): string {
  const rows = new Map<string, { link: string; causes: string[]; payload: string }>();
  for (const operation of api.operations) {
    for (const callback of operation.callbacks) {
      const link = callbackLink(api, callback);
      const row = rows.get(callback.id) ?? { link, causes: [], payload: payloadOf(api, callback) };
      row.causes.push(operationLink(api, operation));
      rows.set(callback.id, row);
    }
  }
  return table(
    ["Callback", "After", "What it brings"],
    Array.from(rows.values(), ({ link, causes, payload }) => [
      link,
      causes.length > 1 ? `any of ${causes.length} creates` : causes.join(", "),
      payload,
    ]),
  );
}

/** The properties of the response, or of the body if there is none in it. */
function payloadOf({ contract }: Api, { requestBody }: Callback): string {
  const propertiesOf = (schema: Schema = true): Readonly<Record<string, Schema>> =>
    typeof schema === "boolean" ? {} : (resolve<SchemaObject>(contract, schema).properties ?? {});
  const body = propertiesOf(preferredContent(requestBody?.content)?.media.schema);
  const response = body["response"];
  const prefix = response === undefined ? "" : "response.";
  const properties = response === undefined ? body : propertiesOf(response);
  return Object.keys(properties)
    .map((name) => `\`${prefix}${name}\``)
    .join(", ");
}
