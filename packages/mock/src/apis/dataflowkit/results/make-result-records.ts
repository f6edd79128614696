import { fieldValue } from "../../scale/answers/field-value.ts";
import { createRandom } from "../../scale/answers/random.ts";
import type { JsonObject } from "../../../engine/model.ts";
import type { ResultTable } from "./result-table.ts";

/** The columns of a conversion, and of an extraction whose scheme names no fields. */
const defaultColumns = ["title", "price", "url"];

/**
 * Generates the results of a Dataflow Kit task: a column per field of its payload, and about ten rows. The same task
 * always has the same results.
 *
 * @example
 * makeResultRecords("Vq7RkT2mZpX9cLw4HsYd83Bn", { fields: [{ name: "title" }, { name: "price" }] });
 * // { columns: ["title", "price"], rows: [["Why Bread Rises", "23.80 EUR"], …] }
 */
export const makeResultRecords = (taskId: string, payload: JsonObject): ResultTable => {
  const random = createRandom(taskId);
  const named = columnsOf(payload);
  const columns = named.length > 0 ? named : defaultColumns;
  const rows = Array.from({ length: random.integer(8, 12) }, () =>
    columns.map((column) => fieldValue(column, "", random)),
  );
  return { columns, rows };
};

/** Payloads are not documented, so anything can be in the place of the field names. */
const columnsOf = ({ fields }: JsonObject): string[] => {
  const names = [fields].flat().map((field) => (Object(field) as JsonObject)["name"]);
  return [...new Set(names.filter((name) => typeof name === "string").filter((name) => name.trim() !== ""))];
};
