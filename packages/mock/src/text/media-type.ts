/**
 * The media type in a header, without its parameters.
 *
 * @example
 * mediaTypeOf("Application/JSON; charset=utf-8"); // "application/json"
 */
export const mediaTypeOf = (header: string): string => {
  const end = header.indexOf(";");
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
};
