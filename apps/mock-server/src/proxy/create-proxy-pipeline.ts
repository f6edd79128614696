// This file, because the index of prism-core loads pino as well.
import { factory } from "@stoplight/prism-core/dist/factory.js";
import { isLeft, right } from "fp-ts/lib/Either.js";
import type { Operation } from "@task-contracts/contracts";
import type { Contract } from "@task-contracts/mock/contract/contract";
import type { Limits } from "@task-contracts/mock/limits";
import { failedOutcome, type PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { Pipeline } from "@task-contracts/mock/pipeline/create-pipeline";
import { anyOperation, createWriteError, type Problem } from "@task-contracts/mock/pipeline/error-response";
import type { MockRequest } from "@task-contracts/mock/pipeline/mock-request";
import type { Diagnostic, PrismConfig, Response } from "@task-contracts/mock/pipeline/prism";
import { createRoute } from "@task-contracts/mock/pipeline/route";
import { silentLogger } from "@task-contracts/mock/pipeline/silent-logger";
import { StyledParameters } from "@task-contracts/mock/pipeline/styled-parameters";
import { createValidateInput } from "@task-contracts/mock/pipeline/validate-input";
import { report, violation } from "@task-contracts/mock/pipeline/violation";
import { keysInPath, shownPath } from "@task-contracts/mock/pipeline/shown-path";
import { createForward } from "./forward.ts";
import { isForwarded } from "./forwarded.ts";
import { diagnoseLate, createValidateForwarded, unchecked } from "./validate-forwarded.ts";

/**
 * Creates Prism's pipeline with a real service behind it. It checks both sides against the contract and rejects nothing: it
 * reports violations in the response's `violations`. API keys are checked by the service.
 *
 * @example
 * const pipeline = await createProxyPipeline(contracts["scale-v1"], new URL("https://api.scale.example/v1"), limits);
 */
export const createProxyPipeline = async (
  contract: Contract,
  upstream: URL,
  limits: Limits,
): Promise<Pick<Pipeline, "answer">> => {
  const document = await contract.loadDocument();
  const writeError = createWriteError(contract.operations, document);
  const errorOf = (operation: Operation | undefined, problem: Problem): Response =>
    writeError(operation ?? anyOperation(contract.operations), problem);
  const prism = factory(proxyConfig(upstream), {
    route: createRoute(contract.operations, await contract.loadValidators()),
    validateSecurity: ({ element }) => right(element),
    // A `Prefer` header is for the service.
    validateInput: createValidateInput({ styles: new StyledParameters(document) }),
    validateOutput: createValidateForwarded(limits),
    forward: createForward(upstream, errorOf, limits),
    mock: () => {
      throw new Error("A proxy has no mock.");
    },
    logger: silentLogger,
  });

  const answer = async (input: MockRequest): Promise<Omit<PipelineResult, "operationId" | "request">> => {
    const outcome = await prism.request(input, [], proxyConfig(upstream))();
    if (isLeft(outcome)) throw outcome.left;
    const { output, validations } = outcome.right;
    // Without an operation Prism forwards as well, and only reports that there was none.
    const onRequest = input.match ? diagnosticsOf(input, validations.input, limits) : [undocumented(input)];
    const arriving =
      isForwarded(output) && output.held && "stream" in output.held ? output.held.end : undefined;
    // Then there is no response because the client did not wait for it.
    const isAbandoned = input.raw?.clientLeft.aborted === true && !isForwarded(output);
    return {
      ...(!isAbandoned && { response: output }),
      ...(arriving && {
        later: arriving.then((end) =>
          diagnoseLate(input.match?.resource, output, end, limits).map((each) => report("response", each)),
        ),
      }),
      violations: [
        ...onRequest.map((each) => report("request", each)),
        ...validations.output.map((each) => report("response", each)),
      ],
      // Errors of a service are not defects of this server.
      defects: [],
    };
  };
  const sayFailed =
    (input: MockRequest) =>
    (problem: Problem): Response =>
      errorOf(input.match?.resource.operation, problem);

  return {
    answer: async (input) => {
      const outcome = await answer(input).catch((error: unknown) => failedOutcome(sayFailed(input), error));
      return { operationId: input.match?.resource.operationId, request: input, ...outcome };
    },
  };
};

const diagnosticsOf = (
  { raw }: MockRequest,
  found: readonly Diagnostic[],
  limits: Limits,
): readonly Diagnostic[] =>
  raw?.isUnchecked ? [...found.filter(({ path: [part] = [] }) => part !== "body"), unchecked(limits)] : found;

const undocumented = (input: MockRequest) => {
  const { method, path } = input;
  const shown = shownPath(path, keysInPath(path, { ...input, isAccount: () => false }));
  return violation([], "operation", `The contract has no operation ${method.toUpperCase()} ${shown}.`);
};

/** A new object for each request, since Prism fills it in. */
const proxyConfig = (upstream: URL): PrismConfig => ({
  isProxy: true,
  upstream,
  upstreamProxy: undefined,
  checkSecurity: false,
  validateRequest: true,
  validateResponse: true,
  // Requests that the contract does not describe are forwarded too.
  errors: false,
  mock: { dynamic: false },
});
