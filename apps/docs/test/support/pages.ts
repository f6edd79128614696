import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the built site. */
export const dist: string = join(import.meta.dirname, "../../dist");

/** All files of the site, below its root. */
export const files: readonly string[] = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((file) =>
  file.replaceAll("\\", "/"),
);

/** All pages: what comes after the address of the start page. */
export const pages: readonly string[] = files
  .filter((file) => file.endsWith("index.html"))
  .map((file) => file.slice(0, -"index.html".length))
  .toSorted();

/** The start page, the guides and the changelog: those that Redoc has no part in. */
export const ownPages: readonly string[] = pages.filter(
  (page) => page === "" || /^(?:guides|changelog)\//.test(page),
);

/** The references. */
export const referencePages: readonly string[] = pages.filter((page) => !ownPages.includes(page));

/** The text of a file of the site. */
export const readFile = (file: string): string => readFileSync(join(dist, file), "utf8");
