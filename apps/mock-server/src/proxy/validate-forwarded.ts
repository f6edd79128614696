import { DiagnosticSeverity } from "@stoplight/types";
import { howToRaise, type Limits } from "@task-contracts/mock/limits";
import { contentType } from "@task-contracts/mock/pipeline/http-response";
import type { Diagnostic, PrismComponents } from "@task-contracts/mock/pipeline/prism";
import type { Resource } from "@task-contracts/mock/pipeline/resource";
import { diagnoseResponse } from "@task-contracts/mock/pipeline/validate-output";
import { toEither, violation } from "@task-contracts/mock/pipeline/violation";
import { decodeContent } from "./decode-content.ts";
import { type Forwarded, isForwarded } from "./forwarded.ts";
import type { BodyEnd } from "./hold-body.ts";

/** Prism's `validateOutput`, for responses whose bodies are bytes. The proxy's own responses are not checked. */
export const createValidateForwarded =
  (limits: Limits): PrismComponents["validateOutput"] =>
  ({ resource, element }) =>
    toEither(isForwarded(element) ? diagnoseForwarded(resource, element, limits) : [], element);

const diagnoseForwarded = (
  resource: Resource,
  response: Forwarded,
  limits: Limits,
): readonly Diagnostic[] => {
  const { held } = response;
  if (!held) return diagnoseResponse(resource, response, { hasBody: false });
  // While the body is still arriving, only the head is checked.
  return "bytes" in held
    ? diagnoseBytes(resource, { response, bytes: held.bytes }, limits)
    : diagnoseResponse(resource, response);
};

/** The violations of a body that was streamed, once it has ended. Those of its head were reported before. */
export const diagnoseLate = (
  resource: Resource | undefined,
  response: Forwarded,
  end: BodyEnd,
  limits: Limits,
): readonly Diagnostic[] => {
  if (end === "left") return [];
  if (end === "cut off") return [violation(["body"], "incomplete", "The upstream cut the body off.")];
  if (end === "too long") return [unchecked(limits)];
  const found = resource ? diagnoseBytes(resource, { response, bytes: end.bytes }, limits) : [];
  return found.filter(({ path: [part] = [] }) => part === "body");
};

const diagnoseBytes = (
  resource: Resource,
  { response, bytes }: { readonly response: Forwarded; readonly bytes: Buffer },
  limits: Limits,
): readonly Diagnostic[] => {
  const encoding = response.headers?.["content-encoding"];
  const decoded = decodeContent(bytes, encoding, limits.proxyCheckedBytes);
  if (decoded === "too long")
    return [...diagnoseResponse(resource, response, { hasBody: false }), unchecked(limits)];
  if (decoded === "unreadable") {
    const message = `The body cannot be decoded as ${encoding}, which its Content-Encoding says.`;
    return [violation(["body"], "encoding", message)];
  }
  const value = parse(decoded.toString(), contentType(response));
  if (value instanceof SyntaxError) {
    return [violation(["body"], "json", `The body is not valid JSON: ${value.message}.`)];
  }
  return diagnoseResponse(resource, { ...response, body: value });
};

/**
 * Notes that a body was not checked. That is not a violation.
 *
 * @example
 * unchecked(limits); // "The body has more than 8388608 bytes, so it was not checked. To check it, raise the limit: …"
 */
export const unchecked = (limits: Limits): Diagnostic =>
  violation(
    ["body"],
    "unchecked",
    `The body has more than ${limits.proxyCheckedBytes} bytes, so it was not checked. To check it, ${howToRaise("proxyCheckedBytes", limits)}`,
    DiagnosticSeverity.Information,
  );

const parse = (text: string, mediaType: string): unknown => {
  if (!/[/+]json$/.test(mediaType)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};
