/**
 * The key under which a contract documents a status: itself, its range or `default`.
 *
 * @example
 * documentedStatus(["200", "4XX", "default"], 404); // "4XX"
 */
export const documentedStatus = (documented: readonly string[], status: number): string | undefined =>
  [String(status), `${String(status).slice(0, 1)}XX`, "default"].find((key) => documented.includes(key));
