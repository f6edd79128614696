import { DiagnosticSeverity } from "@stoplight/types";
import { type ClosedApi, diagnoseClosed, withHints } from "./closed-api.ts";
import { diagnose, nothingWrong } from "./diagnose.ts";
import type { RoundedText } from "../parsing/parsed.ts";
import type { MockRequest } from "./mock-request.ts";
import { rereadForm } from "./reread-form.ts";
import { diagnosePreference } from "./preference.ts";
import type { Diagnostic, PrismComponents } from "./prism.ts";
import type { Resource } from "./resource.ts";
import type { StyledParameters } from "./styled-parameters.ts";
import { diagnoseUnknownParameters } from "./unknown-parts.ts";
import { toEither, violation } from "./violation.ts";

/** What is checked besides the rules of the contract. */
interface FurtherChecks {
  /** Whether `Prefer` selects documented examples. */
  readonly hasExamples?: boolean;
  readonly closed?: ClosedApi | undefined;
  /** How arrays and objects are written in parameters. */
  readonly styles: StyledParameters;
}

/** Prism's `validateInput`, with the compiled checks. They also convert strings to what the contract requires. */
export const createValidateInput =
  ({ hasExamples = false, closed, styles }: FurtherChecks): PrismComponents["validateInput"] =>
  ({ resource, element }) => {
    const { operation, request } = resource;
    const headers = styles.read(resource, element);
    const severity = closed ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    const violations = [
      ...diagnose("path", request.path, element.match?.params ?? {}),
      // Before defaults are filled in, and before missing parameters are reported: they may be misspelled.
      ...diagnoseUnknownParameters(operation, element.query, { severity, hasExamples }),
      ...diagnoseQuery(resource, element, closed),
      ...diagnose("header", request.header, headers),
      ...diagnoseBody(resource, element),
      ...(closed ? diagnoseClosed(resource, element) : nothingWrong),
      ...(hasExamples ? diagnosePreference(operation, element) : nothingWrong),
    ];
    return toEither(violations, element);
  };

const diagnoseQuery = (
  resource: Resource,
  { query, queryProblem, roundedQuery = [] }: MockRequest,
  closed: ClosedApi | undefined,
): readonly Diagnostic[] => {
  if (queryProblem) return [violation(["query", queryProblem.name], "encoding", queryProblem.message)];
  const violations = [
    ...diagnose("query", resource.request.query, query),
    ...diagnoseRounded("query", query, roundedQuery),
  ];
  return closed ? withHints(closed, resource, violations) : violations;
};

/** By now the checks have converted texts to numbers, where the contract has numbers. */
const diagnoseRounded = (
  part: string,
  value: unknown,
  texts: readonly RoundedText[],
): readonly Diagnostic[] =>
  texts
    .filter(({ path: keys }) => typeof valueAt(value, keys) === "number")
    .map(({ path: keys, message }) => violation([part, ...keys], "precision", message));

const valueAt = (root: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (Object(value) as Record<string, unknown>)[key], root);

const diagnoseBody = ({ operation, request }: Resource, element: MockRequest): readonly Diagnostic[] => {
  const { requestMediaTypes, requestBodyRequired } = operation;
  if (requestMediaTypes.length === 0) return nothingWrong;
  const { body, bodyProblem, bodyText } = element;
  const accepted = requestMediaTypes.join(" or ");
  const sentType = body?.mediaType ?? bodyText?.mediaType;
  if (bodyProblem && (sentType === undefined || requestMediaTypes.includes(sentType))) {
    return [violation(["body", ...(bodyProblem.path ?? [])], bodyProblem.status, bodyProblem.message)];
  }
  if (sentType === undefined) {
    if (!requestBodyRequired) return nothingWrong;
    return [violation(["body"], "required", `The body is missing. Send one as ${accepted}.`)];
  }
  if (!body || !requestMediaTypes.includes(sentType)) {
    const sent = sentType || "a body without a Content-Type";
    return [violation(["body"], 415, `${path(operation)} does not take ${sent}. Send ${accepted}.`)];
  }
  const validate = request.body?.[body.mediaType];
  if (body.asObjects && isJsonInForm(body.value)) {
    const sent = `The body is JSON, but its Content-Type is ${body.mediaType}.`;
    return [violation(["body"], "media-type", `${sent} Add the header Content-Type: application/json.`)];
  }
  const violations = diagnose("body", validate, body.value);
  const settled = rereadForm(body, validate?.errors) ? diagnose("body", validate, body.value) : violations;
  const { rounded = [] } = body;
  return rounded.length > 0 ? [...settled, ...diagnoseRounded("body", body.value, rounded)] : settled;
};

/** What `curl -d '{"hours": 1}'` sends: a form whose first name is the beginning of an object. */
const isJsonInForm = (form: unknown): boolean => {
  const [first = ""] = Object.keys(Object(form));
  return /^\s*\{/.test(first);
};

const path = ({ method, path: template }: Resource["operation"]): string => `${method} ${template}`;
