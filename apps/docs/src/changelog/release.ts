/** What a release changed in the contracts, as the version step of a release records it. */
export interface Release {
  /** The version of `@task-contracts/contracts`, which each contract that changed bears. */
  readonly version: string;

  /** The day of the release: `2026-03-02`. */
  readonly date: string;

  /** What the changesets say, in Markdown. */
  readonly sentences: readonly string[];

  /** What changed in each contract, by API id, the greatest first. */
  readonly contracts: Readonly<Record<string, readonly ContractChange[]>>;
}

/** One change, as the comparison of a contract with its last release found it. */
export interface ContractChange {
  readonly impact: "major" | "minor" | "patch";

  /** The operation first, if it is in one: `listTasks (GET /tasks), response 200: docs`. */
  readonly where: string;
  readonly what: string;
}
