/**
 * A body with another URL for its callbacks.
 *
 * @param places JSON Pointers to the URLs.
 * @example
 * withCallbackUrl({ hook: "http://a/" }, ["/hook"], "http://b/"); // { hook: "http://b/" }
 */
export const withCallbackUrl = (body: unknown, places: readonly string[], url: string): unknown =>
  places.reduce((changed, place) => put(changed, stepsOf(place), url), body);

const stepsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

const put = (value: unknown, [step, ...rest]: readonly string[], url: string): unknown => {
  if (step === undefined) return url;
  const fields = Object(value) as Record<string, unknown>;
  return { ...fields, [step]: put(fields[step], rest, url) };
};
