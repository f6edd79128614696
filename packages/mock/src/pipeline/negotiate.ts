import { mediaTypeOf } from "../text/media-type.ts";

/** A media range of an `Accept` header. */
interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/**
 * The offered media type that a client prefers (RFC 9110, section 12.5.1). Parameters of ranges are ignored.
 *
 * @returns Undefined if it accepts none.
 * @example
 * negotiate("text/*;q=0.5, application/json", ["text/csv", "application/json"]); // "application/json"
 */
export const negotiate = (accept: string, offered: readonly string[]): string | undefined => {
  const ranges = accept.split(",").map(readRange);
  let best: { readonly name: string; readonly rank: readonly [number, number, number] } | undefined;
  for (const name of offered) {
    const [type = "", subtype = ""] = mediaTypeOf(name).split("/");
    const matching = ranges
      .map((range, index) => ({ range, closeness: closenessOf(range, type, subtype), index }))
      .filter(({ closeness }) => closeness > 0)
      .toSorted((left, right) => right.closeness - left.closeness);
    const [closest] = matching;
    if (!closest || closest.range.quality === 0) continue;
    const rank = [closest.range.quality, closest.closeness, -closest.index] as const;
    if (!best || isGreater(rank, best.rank)) best = { name, rank };
  }
  return best?.name;
};

const readRange = (text: string): MediaRange => {
  const [type = "", subtype = ""] = mediaTypeOf(text).split("/");
  const [, quality = "1"] = /;\s*q=([\d.]+)/i.exec(text) ?? [];
  return { type, subtype, quality: Number(quality) };
};

/** 3 if the range names the type, 0 if it does not include it. */
const closenessOf = (range: MediaRange, type: string, subtype: string): number => {
  if (range.type === "*") return 1;
  if (range.type !== type) return 0;
  if (range.subtype === "*") return 2;
  return range.subtype === subtype ? 3 : 0;
};

const isGreater = (left: readonly number[], right: readonly number[]): boolean => {
  const difference = left.map((value, index) => value - (right[index] ?? 0)).find((value) => value !== 0);
  return (difference ?? 0) > 0;
};
