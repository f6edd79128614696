/** What a Dataflow Kit task has collected or converted, before it becomes a file. */
export interface ResultTable {
  /** The names of the columns, each once. */
  readonly columns: readonly string[];
  /** One cell per column. All are text, as they stand on web pages. */
  readonly rows: readonly (readonly string[])[];
}
