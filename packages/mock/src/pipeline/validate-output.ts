import { DiagnosticSeverity } from "@stoplight/types";
import { diagnose, nothingWrong } from "./diagnose.ts";
import { documentedStatus } from "./documented-status.ts";
import { contentType } from "./http-response.ts";
import type { Diagnostic, PrismComponents, Response } from "./prism.ts";
import type { Resource } from "./resource.ts";
import { isStream } from "./serialize.ts";
import { toEither, violation } from "./violation.ts";

/** Prism's `validateOutput`: the mock's own responses are checked against the contract as well. */
export const validateOutput: PrismComponents["validateOutput"] = ({ resource, element }) => {
  const violations = diagnoseResponse(resource, element);
  return toEither(violations, element);
};

/**
 * What is wrong with a response.
 *
 * @param hasBody Whether to check the body: some messages have none, whatever their head says.
 */
export const diagnoseResponse = (
  { operation, responses }: Resource,
  response: Response,
  { hasBody = true } = {},
): readonly Diagnostic[] => {
  const { statusCode } = response;
  const documented = documentedStatus(operation.responses, statusCode);
  if (documented === undefined) {
    // Prism's rule: an undocumented success is an error, an undocumented failure may come from the transport (415).
    const severity = statusCode < 300 ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    return [violation([], "status", `The contract does not document the status ${statusCode}.`, severity)];
  }
  const mediaTypes = operation.responses[documented] ?? [];
  if (mediaTypes.length === 0) return nothingWrong;
  const mediaType = contentType(response);
  // The response to HEAD may leave out what describes the body.
  if (!hasBody && mediaType === "") return nothingWrong;
  if (!mediaTypes.includes(mediaType)) {
    const message = `The response is ${mediaType || "without a Content-Type"}, but must be ${mediaTypes.join(" or ")}.`;
    return [violation(["header", "content-type"], "mediaType", message)];
  }
  // A stream has not been produced yet.
  if (!hasBody || isStream(response.body)) return nothingWrong;
  return diagnose("body", responses[documented]?.[mediaType], response.body);
};
