import { readdirSync, readFileSync, statSync } from "node:fs";
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

/** The references that Redoc shows. */
export const referencePages: readonly string[] = pages.filter((page) => /^[\w-]+-(?:v1|beta)\/$/.test(page));

/** The pages of operations and callbacks. */
export const operationPages: readonly string[] = pages.filter((page) => /^[\w-]+-(?:v1|beta)\/./.test(page));

/** The start page, the guides and the changelog. */
export const ownPages: readonly string[] = pages.filter(
  (page) => !referencePages.includes(page) && !operationPages.includes(page),
);

const sizeOf = (page: string): number => statSync(join(dist, page, "index.html")).size;

/** Of each reference, the operation and the callback with the most in it. */
export const largestPages: readonly string[] = referencePages.flatMap((reference) =>
  [true, false].flatMap((isCallback) =>
    operationPages
      .filter(
        (page) => page.startsWith(reference) && page.slice(reference.length).startsWith("on-") === isCallback,
      )
      .toSorted((a, b) => sizeOf(b) - sizeOf(a))
      .slice(0, 1),
  ),
);

/** The text of a file of the site. */
export const readFile = (file: string): string => readFileSync(join(dist, file), "utf8");
