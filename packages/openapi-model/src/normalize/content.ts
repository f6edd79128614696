import { formatPointer } from "../json-pointer.ts";
import type { ReportFlaw } from "./normalize.ts";

type Node = Record<string, unknown>;

const json = /[/+]json$/;

/**
 * Removes the parameters of media types, and replaces wildcards by JSON, in place; JSON comes first. So a media
 * type is the value of a `Content-Type`, and the first one is what is sent.
 */
export function normalizeContent(document: object): void {
  visit(document, false);
}

function visit(node: unknown, isExample: boolean): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    if (key === "content" && !isExample && isContent(child)) (node as Node)["content"] = orderly(child);
    visit((node as Node)[key], isExample || key === "example" || key === "examples" || key === "default");
  }
}

const rank = ([name]: [string, unknown]): number => (json.test(name) ? 0 : 1);

function isContent(value: unknown): value is Node {
  return typeof value === "object" && value !== null && Object.keys(value).some((key) => key.includes("/"));
}

function orderly(content: Node): Node {
  const entries = Object.entries(content).map(([name, media]): [string, unknown] => {
    const [bare = ""] = name.toLowerCase().split(";", 1);
    const mediaType = bare.trim();
    return [mediaType === "*/*" || mediaType === "application/*" ? "application/json" : mediaType, media];
  });
  const ordered: Node = {};
  for (const [name, media] of entries.toSorted((left, right) => rank(left) - rank(right)))
    ordered[name] ??= media;
  return ordered;
}

/** An empty path item is dropped: it describes no operation. */
export function dropEmptyPaths(document: object, report: ReportFlaw): void {
  const { paths } = document as { paths?: Node };
  for (const [path, item] of Object.entries(paths ?? {})) {
    if (paths === undefined || (typeof item === "object" && item !== null)) continue;
    report({
      pointer: formatPointer(["paths", path]),
      message: "The path has no operations. It is ignored.",
    });
    delete paths[path];
  }
}

/** Paths have no query: a path with one is an alias of the path without. */
export function dropQueries(document: object, report: ReportFlaw): void {
  const { paths } = document as { paths?: Node };
  for (const [path, item] of Object.entries(paths ?? {})) {
    const [plain = path] = path.split(/[?#]/, 1);
    if (paths === undefined || plain === path) continue;
    const isTaken = Object.hasOwn(paths, plain);
    report({
      pointer: formatPointer(["paths", path]),
      message: `The path has a query, which no path can have. It is ${isTaken ? "ignored, since the path without it is there" : `taken for ${plain}`}.`,
    });
    delete paths[path];
    if (!isTaken) paths[plain] = item;
  }
}
