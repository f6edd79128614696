import { contractProblems, documentedAnswer } from "./contract-oracle.ts";
import type { Match } from "./match-operation.ts";
import type { WireAnswer } from "./read-answers.ts";
import type { WireRequest } from "./wire-request.ts";

/** What is wrong with an answer. Empty if it is one that the contract allows for this request. */
export const judgeAnswer = (request: WireRequest, match: Match, answer: WireAnswer): string[] => {
  const { status } = answer;
  const { operation } = match;
  const isDocumented = operation !== undefined && documentedAnswer(operation, status) !== undefined;
  const problems = [...headerProblems(answer), ...bodyProblems(answer)];
  if (!isDocumented && !isAllowed(request, match, status)) {
    const where = operation ? `for ${operation.api} ${operation.operationId}` : `where no operation is`;
    problems.push(`The status ${status} is not documented ${where}.`);
  }
  if (status >= 500 && !mayFail(request, match, answer)) problems.push(`The server failed with ${status}.`);
  if (request.method === "HEAD") return problems;
  if (isDocumented && !request.also.includes(status))
    return [...problems, ...contractProblems(operation, answer)];
  return status < 400 ? problems : [...problems, ...errorProblems(match, answer)];
};

/** What the server may say although no operation documents it. */
const isAllowed = (
  { also, body, method, target }: WireRequest,
  { api, operation, methods }: Match,
  status: number,
): boolean => {
  if (also.includes(status) || (status === 413 && (body?.length ?? 0) > 2 ** 20)) return true;
  if (operation) return false;
  // Where a task is read, a task of a type that does not exist cannot be created.
  const isType = method === "POST" && /\/task\/[^/?]+\/?(\?|$)/.test(target);
  if (methods.length > 0) return status === (isType ? 404 : 405);
  if (api) return status === 404;
  // Pages of the server itself.
  const isPage = /^(https?:\/\/[^/?]*)?(\/?(\?|$))/.test(target);
  return isPage ? status === (["GET", "HEAD"].includes(method) ? 200 : 405) : status === 404;
};

/** Only a cancel of a completed task, or a request for an example of a failure, may get a response that reports one. */
const mayFail = ({ headers }: WireRequest, { operation }: Match, { status, body }: WireAnswer): boolean =>
  headers.some(([name]) => name === "prefer") ||
  // Node's own words for versions of HTTP and encodings that it does not know.
  status === 501 ||
  status === 505 ||
  (operation?.api === "scale-v1" &&
    operation.operationId === "cancelTask" &&
    body.includes("Only pending tasks can be canceled"));

const headerProblems = ({ status, headers }: WireAnswer): string[] => {
  const problems: string[] = [];
  if (headers["x-content-type-options"] !== "nosniff")
    problems.push("Browsers may guess what the answer is.");
  if (status === 405 && !headers["allow"]) problems.push("A 405 must have an Allow header.");
  const violations = JSON.parse(headers["sl-violations"] ?? "[]") as {
    location: string[];
    severity: string;
  }[];
  const own = violations.filter(
    ({ location: [side], severity }) => side === "response" && severity === "Error",
  );
  if (own.length > 0) problems.push(`The server itself finds its answer wrong: ${JSON.stringify(own)}`);
  return problems;
};

const bodyProblems = ({ body }: WireAnswer): string[] =>
  /\bat .*:\d+:\d+\)?$|node_modules|\.ts:\d/m.test(body)
    ? [`The answer shows the inside of the server: ${body.slice(0, 300)}`]
    : [];

/** Errors are JSON with `status_code` and `error`; Dataflow Kit's are plain text. */
const errorProblems = ({ api }: Match, { status, headers, body }: WireAnswer): string[] => {
  const type = headers["content-type"] ?? "";
  if (api === "dataflowkit-v1" && type.startsWith("text/plain"))
    return body === "" ? ["The error has no text."] : [];
  if (!type.startsWith("application/json"))
    return [`The error ${status} is "${type}", but must be JSON: ${body.slice(0, 100)}`];
  const { status_code: code, error, ...rest } = JSON.parse(body) as Record<string, unknown>;
  const isRight =
    code === status && typeof error === "string" && error !== "" && Object.keys(rest).length === 0;
  return isRight
    ? []
    : [`The error must be {"status_code": ${status}, "error": "…"}, but is ${body.slice(0, 200)}`];
};
