const units = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const;

/**
 * Parses an ISO 8601 duration, without years and months, whose length varies.
 *
 * @returns Milliseconds, or undefined if the text is not such a duration.
 * @example
 * parseDuration("PT24H"); // 86400000
 */
export function parseDuration(text: string): number | undefined {
  const match =
    /^P(?:(?<W>\d+)W)?(?:(?<D>\d+)D)?(?:T(?:(?<H>\d+)H)?(?:(?<M>\d+)M)?(?:(?<S>\d+(?:\.\d+)?)S)?)?$/.exec(
      text,
    );
  if (!match || !/\d[WDHMS]$/.test(text)) return undefined;
  const parts = Object.entries(units).map(([unit, length]) => Number(match.groups?.[unit] ?? 0) * length);
  return parts.reduce((sum, part) => sum + part, 0);
}
