/** The results of a Dataflow Kit task, before they are written to a file. */
export interface ResultTable {
  /** The names of the columns, each once. */
  readonly columns: readonly string[];
  /** One cell per column. All are text, as on web pages. */
  readonly rows: readonly (readonly string[])[];
}
