/** Makes the text that takes the place of a line, given the words after its name. */
export type Include = (...words: readonly string[]) => string;

/** What a guide can take over from a contract, by name. */
export type Includes = Readonly<Record<string, Include>>;

/**
 * Replaces the lines of a guide that say what is to stand there instead, such as `<!-- section scale-v1 Retries -->`.
 *
 * @param place What to name in an error.
 */
export function fillIncludes(markdown: string, includes: Includes, place: string): string {
  return markdown.replaceAll(/^<!-- (.+) -->$/gm, (line, text: string) => {
    const [name = "", ...words] = text.split(" ");
    const include = includes[name];
    if (include === undefined)
      throw new Error(`${place}: ${line} is none of ${Object.keys(includes).join(", ")}.`);
    return include(...words);
  });
}
