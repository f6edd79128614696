/** https://www.w3.org/TR/trace-context/#traceparent-header, of the only version so far. */
const form = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

/**
 * The trace that a request belongs to, if it names one.
 *
 * @example
 * traceOf({ traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" });
 */
export const traceOf = (headers: Readonly<Record<string, unknown>>): string | undefined => {
  const { traceparent } = headers;
  return typeof traceparent === "string" && form.test(traceparent) ? traceparent : undefined;
};
