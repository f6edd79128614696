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
package \`@task-contracts/contracts\`. The client and the [mock server](../guides/mock-server/) of the same version implement
that contract. A change that can break working code requires a new major version. The tables come from comparing each
contract with the previous release; the text above each explains what a change means for you.`;

/** Reads what was released, and writes it down for readers. */
export async function loadChangelog(apis: readonly Api[]): Promise<Changelog> {
  const releases = await readReleases();
  return {
    title: "Changelog",
    description: "What each release changed in the contracts: breaking changes, additions, rewording.",
    markdown: `${introduction}\n\n${changelogMarkdown(releases, apis)}`,
  };
}
