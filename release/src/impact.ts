import type { VersionType } from "@changesets/types";

/** The part of a version that a change must raise: `major` breaks programs, `minor` adds, `patch` is wording. */
export type Impact = Exclude<VersionType, "none">;

const ranks: Readonly<Record<VersionType, number>> = { none: 0, patch: 1, minor: 2, major: 3 };

/**
 * Whether a release of one type is less than one of another.
 *
 * @example
 * isLess("minor", "major"); // true
 */
export const isLess = (type: VersionType, other: VersionType): boolean => ranks[type] < ranks[other];

/**
 * The greatest of several types, which is what a release with all of them is.
 *
 * @example
 * greatest(["patch", "major", "minor"]); // "major"
 */
export const greatest = (types: readonly VersionType[]): VersionType =>
  types.reduce((most, type) => (isLess(most, type) ? type : most), "none");
