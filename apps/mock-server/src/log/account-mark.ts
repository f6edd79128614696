import { createHash } from "node:crypto";

/** How many marks are remembered: the digest of each key takes longer than all the rest of a line. */
const MOST = 1000;

const marks = new Map<string, string>();

/**
 * What stands for an API key in logs: the beginning of its SHA-256 digest. Lines of the same account have the same one, and
 * anyone with the key can find them: `printf %s KEY | sha256sum | cut -c -12`.
 *
 * @example
 * accountMark("test_key"); // "92488e1e3eee"
 */
export const accountMark = (key: string): string => {
  const known = marks.get(key);
  if (known !== undefined) return known;
  if (marks.size >= MOST) marks.clear();
  const mark = createHash("sha256").update(key).digest("hex").slice(0, 12);
  marks.set(key, mark);
  return mark;
};
