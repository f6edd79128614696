import { posix } from "node:path";
import type { Callback, Operation } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { pagePath } from "../operations/address.ts";

/** The part of an address that Redoc makes of a name. */
const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/**
 * The address of an operation below the page of its reference.
 *
 * @example
 * operationRoute({ tags: ["Follow tasks"], id: "getTask" }); // "#/follow-tasks/gettask"
 */
export const operationRoute = ({ tags, id }: Pick<Operation, "tags" | "id">): string =>
  `#/${slug(tags[0] ?? "")}/${id.toLowerCase()}`;

/** The address of a callback below the page of its reference. */
export function callbackRoute(operation: Operation, callback: Callback): string {
  const route = operationRoute(operation);
  return `${route}#${route.slice(2)}/callbacks/${callback.name.toLowerCase()}/${callback.method}`;
}

/** The address of a section of the description below the page of its reference. */
export const sectionRoute = (title: string): string => `#/section/${slug(title)}`;

/**
 * Links of a text as they are needed at the root of the site.
 *
 * @param file Where the text is: below the root.
 * @param url The address of the site, if it is known: then links are absolute.
 * @example
 * rootLinks("[Retries](retries.md)", "guides/errors.md", ""); // "[Retries](guides/retries.md)"
 */
export const rootLinks = (markdown: string, file: string, url: string): string =>
  markdown.replaceAll(/\]\((?![a-z]+:)([^)\s]+)\)/g, (_, link: string) => {
    const [path = "", ...rest] = link.split("#");
    const hash = rest.length > 0 ? `#${rest.join("#")}` : "";
    return `](${url}${path === "" ? file : posix.join(posix.dirname(file), path)}${hash})`;
  });

/** A link to the page of an operation, from a page that is in a folder of its own. */
export const operationLink = (api: Api, operation: Operation): string =>
  `[\`${operation.id}\`](../${pagePath(api, operation)})`;

/** A link to the page of a callback, from a page that is in a folder of its own. */
export const callbackLink = (api: Api, callback: Callback): string =>
  `[${callback.summary}](../${pagePath(api, callback)})`;
