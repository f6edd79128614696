/** A file of the console, as a server sends it. */
export interface ConsoleFile {
  readonly mediaType: string;
  readonly text: string;
  /** Whether its name changes with its content, so that it can be kept forever. */
  readonly isImmutable: boolean;
}

/** The files of the console, by their path below the page; the page itself is ``. */
export declare const files: Readonly<Record<string, ConsoleFile>>;
