import { createHash } from "node:crypto";
import { unescapeHtml } from "../html.ts";

/** What stands in a page until its own markup is known. */
export const policyPlaceholder = "CONTENT-SECURITY-POLICY";

/**
 * Writes the policy of a page into it: nothing from elsewhere, and of what stands in the page itself exactly that, by
 * its hash.
 *
 * @param laterStyles The `style` attributes of markup that scripts add.
 */
export function withPolicy(page: string, laterStyles: readonly string[] = []): string {
  return page.replace(policyPlaceholder, policyFor(page, laterStyles));
}

/**
 * The policy under which a page works and nothing else does.
 *
 * @example
 * policyFor("<script>start()</script>"); // "default-src 'none'; script-src 'self' 'sha256-…'; …"
 */
export function policyFor(page: string, laterStyles: readonly string[] = []): string {
  const scripts = hashes(page.matchAll(/<script>(.*?)<\/script>/gs));
  const styles = hashes(page.matchAll(/<style[^>]*>(.*?)<\/style>/gs));
  const attributes = [
    ...hashes(page.matchAll(/<[^<>]+ style="([^"]*)"/g), unescapeHtml),
    ...laterStyles.map((style) => hash(style)),
  ];
  const hasRedoc = page.includes('id="redoc"');
  const directives = {
    "default-src": ["'none'"],
    "script-src": ["'self'", ...scripts],
    // styled-components, which Redoc is made with, fills style elements that were empty when it added them.
    "style-src-elem": ["'self'", ...styles, ...(hasRedoc ? [hash("")] : [])],
    "style-src-attr": attributes.length > 0 ? ["'unsafe-hashes'", ...attributes] : ["'none'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    // The mock of a page runs in a worker. Redoc searches in workers that it makes itself.
    "worker-src": ["'self'", ...(hasRedoc ? ["blob:"] : [])],
    // Redoc has a font for icons in its styles.
    ...(hasRedoc && { "font-src": ["data:"] }),
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}

function hashes(matches: Iterable<RegExpMatchArray>, read = (text: string): string => text): string[] {
  return [...new Set(Array.from(matches, ([, text = ""]) => hash(read(text))))];
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
