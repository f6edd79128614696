const date = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const dateTime =
  /^(\d{4}-\d\d-\d\d)[t\s](?:[01]\d|2[0-3]):(?:[0-5]\d:[0-5]\d|59:60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$/i;

const uri = /^[a-z][a-z\d+.-]*:(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[\da-f]{2})+$/i;

/**
 * Checks whether a text is a valid date, as RFC 3339 writes it.
 *
 * @example
 * isDate("2026-02-29"); // false
 */
export function isDate(text: string): boolean {
  const day = Number(date.exec(text)?.[1]);
  // All months have 28 days. A day that its month does not have is returned as one of the next month.
  return day <= 28 || (day <= 31 && new Date(text).getUTCDate() === day);
}

/**
 * Checks whether a text is a date and time with a time zone, as RFC 3339 writes it.
 *
 * @example
 * isDateTime("2026-03-02T09:30:00.000Z"); // true
 */
export function isDateTime(text: string): boolean {
  const [, day] = dateTime.exec(text) ?? [];
  return day !== undefined && isDate(day);
}

/**
 * Checks whether a text is an absolute URI: a scheme, and no character that RFC 3986 requires to be percent-encoded.
 *
 * @example
 * isUri("https://files.example/a b.png"); // false
 */
export function isUri(text: string): boolean {
  return uri.test(text);
}

// By their names in JSON Schema.
export { isDate as date, isDateTime as "date-time", isUri as uri };
