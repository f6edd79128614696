import validator from "@stoplight/prism-http/dist/validator/index.js";
import operations from "@stoplight/prism-http/dist/utils/operations.js";
import type { IHttpResponse } from "@stoplight/prism-http";
import { DiagnosticSeverity, type IHttpOperation } from "@stoplight/types";
import { type Either, isRight } from "fp-ts/lib/Either.js";
import { type ApiId, apiIds } from "@task-contracts/mock/apis/api-ids";
import { contracts } from "@task-contracts/mock/apis/contracts";
import type { RequestBody } from "@task-contracts/mock/parsing/parsed";
import type { MockRequest } from "@task-contracts/mock/pipeline/mock-request";
import { createRoute } from "@task-contracts/mock/pipeline/route";
import { StyledParameters } from "@task-contracts/mock/pipeline/styled-parameters";
import { createValidateInput } from "@task-contracts/mock/pipeline/validate-input";
import { validateOutput } from "@task-contracts/mock/pipeline/validate-output";
import { parseForm } from "@task-contracts/mock/parsing/parse-form";
import type { AnyRequest } from "./arbitrary-request.ts";
import type { OperationCase } from "./contract-cases.ts";
import { type ContractOperation, documents } from "./contract-operations.ts";

/** What a validator finds wrong. Empty if it accepts the message. */
export type Verdict = readonly string[];

const perApi = async <T>(make: (api: ApiId) => Promise<T>): Promise<Readonly<Record<ApiId, T>>> =>
  Object.fromEntries(await Promise.all(apiIds.map(async (api) => [api, await make(api)]))) as Record<
    ApiId,
    T
  >;

const validators = await perApi((api) => contracts[api].loadValidators());

const routes = await perApi(async (api) => createRoute(contracts[api].operations, validators[api]));

const styles = await perApi(async (api) => new StyledParameters(await contracts[api].loadDocument()));

/** As stock Prism makes them of a file. It changes the document that it gets. */
const prismOperations = await perApi(async (api) => {
  const found: readonly IHttpOperation[] = await operations.getHttpOperationsFromSpec(
    structuredClone(documents[api]),
  );
  return new Map(found.map((operation) => [String(operation.iid), operation]));
});

const prismOperation = ({
  api,
  operationId,
}: Pick<ContractOperation, "api" | "operationId">): IHttpOperation => {
  const found = prismOperations[api].get(operationId);
  if (!found) throw new Error(`Prism knows no operation ${operationId}.`);
  return found;
};

const pathOf = ({ path }: ContractOperation, { params }: AnyRequest): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

const bodyOf = ({ body, form }: AnyRequest): { body?: RequestBody } => {
  if (form !== undefined) return { body: { mediaType: FORM_TYPE, ...parseForm(form) } };
  return body === undefined ? {} : { body: { mediaType: JSON_TYPE, value: structuredClone(body) } };
};

/** What our compiled validators say of a request. They may change it, so they get a copy. */
export const ourVerdict = (operation: ContractOperation, request: AnyRequest): Verdict => {
  const element: MockRequest = {
    method: operation.method as MockRequest["method"],
    path: pathOf(operation, request),
    query: structuredClone(request.query),
    headers: {},
    origin: "http://127.0.0.1",
    base: "http://127.0.0.1",
    ...bodyOf(request),
  };
  const resource = routes[operation.api]({ resources: [], input: element });
  if (!isRight(resource)) return [resource.left.message];
  return findings(
    createValidateInput({ styles: styles[operation.api] })({ resource: resource.right, element }),
  );
};

/** What Prism's own validators say of a request, as its own server hands it to them. */
export const prismVerdict = (operation: ContractOperation, request: AnyRequest): Verdict => {
  const body = request.form ?? structuredClone(request.body);
  const type = request.form === undefined ? JSON_TYPE : FORM_TYPE;
  return findings(
    validator.validateInput({
      resource: prismOperation(operation),
      element: {
        method: operation.method as MockRequest["method"],
        url: { path: pathOf(operation, request), query: structuredClone(request.query) },
        headers: body === undefined ? {} : { "content-type": type, "content-length": "1" },
        body,
      },
    }),
  );
};

/** What our compiled validators say of an answer in the documented media type. */
export const ourVerdictOfAnswer = (operation: OperationCase, status: string, body: unknown): Verdict => {
  const { api, operationId } = operation;
  const described = contracts[api].operations[operationId];
  if (!described) throw new Error(`${api} has no operation ${operationId}.`);
  const responses = validators[api].responses[operationId] ?? {};
  const resource = { operationId, operation: described, request: {}, responses };
  return findings(validateOutput({ resource, element: answer(operation, status, body) }));
};

/** What Prism's own validators say of an answer in the documented media type. */
export const prismVerdictOfAnswer = (operation: OperationCase, status: string, body: unknown): Verdict =>
  findings(
    validator.validateOutput({
      resource: prismOperation(operation),
      element: answer(operation, status, body),
    }),
  );

const answer = ({ api, operationId }: OperationCase, status: string, body: unknown): IHttpResponse => ({
  statusCode: Number(status),
  headers: { "content-type": contracts[api].operations[operationId]?.responses[status]?.[0] ?? "" },
  body: structuredClone(body),
});

/** Without warnings: what they are about is accepted. */
const findings = (
  outcome: Either<readonly { readonly message: string; readonly severity: DiagnosticSeverity }[], unknown>,
): Verdict =>
  isRight(outcome)
    ? []
    : outcome.left
        .filter(({ severity }) => severity === DiagnosticSeverity.Error)
        .map(({ message }) => message);
