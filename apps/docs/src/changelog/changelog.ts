import type { Api } from "../contract/load-api.ts";
import { changelogMarkdown } from "./changelog-markdown.ts";
import { readReleases } from "./read-releases.ts";

/** The page about releases: Markdown that was complete before it got here. */
export interface Changelog {
  readonly title: string;
  readonly description: string;
  readonly markdown: string;
}

const introduction = `A contract bears the version of the release that last changed it, which is a version of the
package \`@task-contracts/contracts\`. The client and the [mock server](../guides/mock-server/) of the same version speak and answer that contract.
A change that can break a program that worked makes a new major version. What is listed here was found by comparing each
contract with the release before; what a change means for you is said by people, above the tables.`;

/** Reads what was released, and writes it down for readers. */
export async function loadChangelog(apis: readonly Api[]): Promise<Changelog> {
  const releases = await readReleases();
  return {
    title: "Changelog",
    description:
      "What each release changed in the contracts: what breaks programs, what was added, what was reworded.",
    markdown: `${introduction}\n\n${changelogMarkdown(releases, apis)}`,
  };
}
