import { diagnose, nothingWrong } from "./diagnose.ts";
import type { MockRequest } from "./mock-request.ts";
import { rereadForm } from "./reread-form.ts";
import { diagnosePreference } from "./preference.ts";
import type { Diagnostic, PrismComponents } from "./prism.ts";
import type { Resource } from "./resource.ts";
import { toEither, violation } from "./violation.ts";

/** Prism's `validateInput`, with the compiled checks. They also turn strings into what the contract says. */
export const validateInput: PrismComponents["validateInput"] = ({ resource, element }) => {
  const { request } = resource;
  const violations = [
    ...diagnose("path", request.path, element.match?.params ?? {}),
    ...diagnose("query", request.query, element.query),
    ...diagnose("header", request.header, element.headers),
    ...diagnoseBody(resource, element),
    ...diagnosePreference(resource.operation, element.headers),
  ];
  return toEither(violations, element);
};

const diagnoseBody = ({ operation, request }: Resource, element: MockRequest): readonly Diagnostic[] => {
  const { requestMediaTypes, requestBodyRequired } = operation;
  if (requestMediaTypes.length === 0) return nothingWrong;
  const { body, bodyProblem } = element;
  if (bodyProblem) return [violation(["body"], bodyProblem.status, bodyProblem.message)];
  const accepted = requestMediaTypes.join(" or ");
  if (!body) {
    if (!requestBodyRequired) return nothingWrong;
    return [violation(["body"], "required", `The body is missing. Send one as ${accepted}.`)];
  }
  if (!requestMediaTypes.includes(body.mediaType)) {
    const sent = body.mediaType || "a body without a Content-Type";
    return [violation(["body"], 415, `${path(operation)} does not take ${sent}. Send ${accepted}.`)];
  }
  const validate = request.body?.[body.mediaType];
  const violations = diagnose("body", validate, body.value);
  return rereadForm(body, validate?.errors) ? diagnose("body", validate, body.value) : violations;
};

const path = ({ method, path: template }: Resource["operation"]): string => `${method} ${template}`;
