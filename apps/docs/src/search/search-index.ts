import type { Operation } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import type { Guide } from "../guides/guide.ts";
import { sectionRoute } from "../markdown/links.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import { pagePath } from "../operations/address.ts";
import { guideLink } from "../pages/guide-pages.ts";
import { landingSections } from "../pages/landing-sections.ts";
import { type Site, siteName } from "../pages/site.ts";
import { plainText, sectionsOf } from "./plain-text.ts";
import { propertyEntries } from "./property-entries.ts";
import type { EntryKind, SearchEntry } from "./search-entry.ts";

/** Everything that the search can find: guides and descriptions by section, operations, callbacks, and properties. */
export function searchIndex({ apis, guides, changelog }: Site): SearchEntry[] {
  return [
    ...landingSections.map(landingEntry),
    ...apis.flatMap(apiEntries),
    ...guides.flatMap((guide) =>
      textEntries(guide, `guides/${guide.slug}/`, `Guide: ${guide.title}`, "guide"),
    ),
    ...textEntries(changelog, "changelog/", changelog.title, "release"),
  ];
}

const landingEntry = ({ id, text, title }: (typeof landingSections)[number]): SearchEntry => ({
  kind: "guide",
  url: `#${id}`,
  title,
  place: siteName,
  text,
  names: "",
});

function apiEntries(api: Api): SearchEntry[] {
  const place = api.contract.info.title;
  const sections = sectionsOf(api.contract.info.description, 1).map(({ title, text }) => ({
    kind: "section" as const,
    url: `${api.id}/${title === "" ? "" : sectionRoute(title)}`,
    title: title || place,
    place,
    text: plainText(text),
    names: "",
  }));
  return [
    ...sections,
    ...api.operations.map((operation) => entryFor(api, operation, "operation")),
    ...api.callbacks.map(({ callback }) => entryFor(api, callback, "callback")),
    ...propertyEntries(api),
  ];
}

const entryFor = (api: Api, operation: Operation, kind: EntryKind): SearchEntry => ({
  kind,
  url: pagePath(api, operation),
  title: operation.summary,
  place: api.contract.info.title,
  text: plainText(operation.description),
  names: [
    operation.id,
    operation.method,
    operation.path,
    ...operation.parameters.map(({ name }) => name),
  ].join(" "),
});

/** The sections of a guide, or of another text. */
function textEntries(page: Omit<Guide, "slug">, path: string, place: string, kind: EntryKind): SearchEntry[] {
  const { headings } = renderMarkdown(page.markdown, guideLink);
  return sectionsOf(page.markdown, 2).map(({ title, text }) => ({
    kind: kind === "guide" && title !== "" ? "guide section" : kind,
    url: `${path}${title === "" ? "" : `#${headings.find((heading) => heading.text === title)?.id}`}`,
    title: title || page.title,
    place,
    text: title === "" ? `${page.description} ${plainText(text)}` : plainText(text),
    names: title === "" ? (page.keywords ?? "") : "",
  }));
}
