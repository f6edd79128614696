import type { Api } from "../contract/load-api.ts";
import { operationLink } from "../markdown/links.ts";
import { table } from "../markdown/table.ts";
import type { ContractChange, Release } from "./release.ts";

const words: Readonly<Record<ContractChange["impact"], string>> = {
  major: "**breaking**",
  minor: "added",
  patch: "reworded",
};

/** What each release changed, as Markdown: the sentences of the changesets, then a table for each contract. */
export const changelogMarkdown = (
  releases: readonly Release[],
  apis: readonly Pick<Api, "id" | "contract" | "operations">[],
): string =>
  releases.length === 0
    ? "Nothing was released yet."
    : releases.map((release) => releaseMarkdown(release, apis)).join("\n\n");

function releaseMarkdown(
  { version, date, sentences, contracts }: Release,
  apis: readonly Pick<Api, "id" | "contract" | "operations">[],
): string {
  return [
    `## ${version}`,
    `Released on ${date}.`,
    sentences.map((sentence) => `- ${sentence}`).join("\n"),
    ...Object.entries(contracts).map(([id, changes]) => {
      const api = apis.find((candidate) => candidate.id === id);
      return `### ${api?.contract.info.title ?? id}\n\n${changeTable(changes, api)}`;
    }),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const changeTable = (changes: readonly ContractChange[], api?: Pick<Api, "id" | "operations">): string =>
  table(
    ["Kind", "Where", "What"],
    changes.map(({ impact, where, what }) => [words[impact], linkOperation(where, api), what]),
  );

/** Leads to the operation that a place begins with, if there still is one. Paths are code, since their braces are not prose. */
function linkOperation(where: string, api?: Pick<Api, "id" | "operations">): string {
  const [, id, call, rest = ""] = /^(\w+) \(([A-Z]+ [^)]+)\)(.*)$/.exec(where) ?? [];
  if (id === undefined) return where;
  const operation = api?.operations.find((candidate) => candidate.id === id);
  const name = api && operation ? operationLink(api as Api, operation) : `\`${id}\``;
  return `${name} (\`${call}\`)${rest}`;
}
