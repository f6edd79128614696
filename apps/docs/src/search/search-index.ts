import {
  type Operation,
  refName,
  resolve,
  type Schema,
  type SchemaObject,
} from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import type { Guide } from "../guides/guide.ts";
import { callbackRoute, operationRoute, sectionRoute } from "../markdown/links.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import { guideLink } from "../pages/guide-pages.ts";
import type { Site } from "../pages/site.ts";
import type { SearchEntry } from "./search-entry.ts";
import { plainText, sectionsOf } from "./plain-text.ts";

/** Everything that the search of the site can find: guides and descriptions by section, operations, and callbacks. */
export function searchIndex({ apis, guides, changelog }: Site): SearchEntry[] {
  return [
    ...apis.flatMap(apiEntries),
    ...guides.flatMap((guide) => textEntries(guide, `guides/${guide.slug}/`, `Guide: ${guide.title}`)),
    ...textEntries(changelog, "changelog/", changelog.title),
  ];
}

function apiEntries(api: Api): SearchEntry[] {
  const place = api.contract.info.title;
  const sections = sectionsOf(api.contract.info.description, 1).map(({ title, text }) => ({
    url: `${api.id}/${title === "" ? "" : sectionRoute(title)}`,
    title: title || place,
    place,
    text: plainText(text),
    names: "",
  }));
  const operations = api.operations.flatMap((operation) => [
    entryFor(api, operation, operationRoute(operation)),
    ...operation.callbacks.map((callback) => entryFor(api, callback, callbackRoute(operation, callback))),
  ]);
  return [...sections, ...operations];
}

function entryFor(api: Api, operation: Operation, route: string): SearchEntry {
  const { id, method, path, summary, description, parameters } = operation;
  const names = [id, method, path, ...parameters.map(({ name }) => name), ...propertiesOf(api, operation)];
  return {
    url: `${api.id}/${route}`,
    title: summary,
    place: api.contract.info.title,
    text: plainText(description),
    names: [...new Set(names)].join(" "),
  };
}

/** The names of all properties of what is sent and answered. */
function propertiesOf({ contract }: Api, { requestBody, responses }: Operation): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (schema: Schema | undefined): void => {
    if (typeof schema !== "object") return;
    const name = refName(schema);
    if (name !== undefined && seen.has(name)) return;
    if (name !== undefined) seen.add(name);
    const {
      properties = {},
      items,
      oneOf = [],
      anyOf = [],
      additionalProperties,
    } = resolve<SchemaObject>(contract, schema);
    for (const property of Object.keys(properties)) names.add(property);
    for (const inner of [...Object.values(properties), items, ...oneOf, ...anyOf, additionalProperties])
      visit(inner);
  };
  for (const { content = {} } of [requestBody ?? {}, ...Object.values(responses)]) {
    for (const media of Object.values(content)) visit(media.schema);
  }
  return names;
}

/** The sections of a guide, or of another text. */
function textEntries(page: Omit<Guide, "slug">, path: string, place: string): SearchEntry[] {
  const { headings } = renderMarkdown(page.markdown, guideLink);
  return sectionsOf(page.markdown, 2).map(({ title, text }) => ({
    url: `${path}${title === "" ? "" : `#${headings.find((heading) => heading.text === title)?.id}`}`,
    title: title || page.title,
    place,
    text: title === "" ? `${page.description} ${plainText(text)}` : plainText(text),
    names: "",
  }));
}
