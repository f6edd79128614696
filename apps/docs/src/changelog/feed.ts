import { escapeHtml } from "../html.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import { repositoryUrl } from "../pages/repository.ts";
import type { Release } from "./release.ts";

/**
 * The releases as an Atom feed (RFC 4287), the last one first. Its links are relative to the feed, which is beside the
 * page of the changelog.
 */
export function changelogFeed(releases: readonly Release[], title: string): string {
  const id = `${repositoryUrl}/changelog`;
  const updated = releases[0]?.date ?? "1970-01-01";
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${escapeHtml(title)}</title>
<id>${escapeHtml(id)}</id>
<author><name>Task Contracts</name></author>
<updated>${updated}T00:00:00Z</updated>
<link rel="self" href="feed.xml"/>
<link rel="alternate" type="text/html" href="./"/>
${releases.map((release) => entryOf(release, id)).join("\n")}
</feed>
`;
}

function entryOf({ date, sentences, version }: Release, feed: string): string {
  const content = renderMarkdown(sentences.map((sentence) => `- ${sentence}`).join("\n")).body.text;
  return `<entry>
<title>${escapeHtml(version)}</title>
<id>${escapeHtml(`${feed}/${version}`)}</id>
<updated>${date}T00:00:00Z</updated>
<link href="./#${version.replaceAll(/[^a-z0-9]+/g, "-")}"/>
<content type="html">${escapeHtml(content)}</content>
</entry>`;
}
