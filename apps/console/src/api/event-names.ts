const field = "event: ";

/** Reads the names from a stream of server-sent events. */
export class EventNames {
  /** The beginning of a line whose end has not arrived. Only as much as the name of an event needs. */
  #rest = "";

  /**
   * @example
   * names.read('event: task\ndata: {"taskId":"7"}\n\n'); // Set { "task" }
   */
  read(chunk: string): ReadonlySet<string> {
    const text = this.#rest + chunk;
    const names = new Set<string>();
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      if (text.startsWith(field, start)) names.add(text.slice(start + field.length, end));
      start = end + 1;
    }
    this.#rest = text.slice(start, start + 100);
    return names;
  }
}
