import type { Changelog } from "../changelog/changelog.ts";
import type { Api } from "../contract/load-api.ts";
import type { Guide } from "../guides/guide.ts";

/** What all pages are made of. */
export interface Site {
  readonly apis: readonly Api[];
  readonly guides: readonly Guide[];
  readonly changelog: Changelog;

  /** The URL of the site, with a slash at its end. Absent if it is unknown: then the site has no absolute links. */
  readonly url?: string | undefined;
}

/** Where `serve` has the site. It stands in for the address of the site where one is required. */
export const localUrl = "http://127.0.0.1:4011/";

export const siteName = "Task Contracts";
