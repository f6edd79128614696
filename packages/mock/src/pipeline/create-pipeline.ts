// This file, because the index of prism-core loads pino as well.
import { factory } from "@stoplight/prism-core/dist/factory.js";
import type { Operation } from "@task-contracts/contracts";
import type { Contract } from "../contract/contract.ts";
import { isLeft } from "fp-ts/lib/Either.js";
import { failedOutcome, type Outcome, type PipelineResult, readOutcome } from "./pipeline-result.ts";
import { anyOperation, createWriteError } from "./error-response.ts";
import type { ClosedApi } from "./closed-api.ts";
import { createExampleMock } from "./example-mock.ts";
import { createForward, DroppedConnection, type Upstream } from "./forward.ts";
import type { KeyPolicy } from "./key-policy.ts";
import type { MockRequest } from "./mock-request.ts";
import { type ExampleOptions, readPreference } from "./preference.ts";
import type { PrismConfig } from "./prism.ts";
import { createRateLimitHeaders } from "./rate-limit-headers.ts";
import { createRoute, type ShowPath } from "./route.ts";
import { silentLogger } from "./silent-logger.ts";
import { StyledParameters } from "./styled-parameters.ts";
import { createValidateInput } from "./validate-input.ts";
import { validateOutput } from "./validate-output.ts";
import { createValidateSecurity } from "./validate-security.ts";

/** Responds to the requests of one API. */
export interface Pipeline {
  readonly answer: (request: MockRequest) => Promise<PipelineResult>;
  /** Finds out what a request is for and who sends it, from its head alone, and without a response to it. */
  readonly identify: (head: RequestHead) => Identity | undefined;
}

/** What comes before the body of a request. */
export type RequestHead = Pick<MockRequest, "headers" | "method" | "path" | "query">;

/** The operation and the sender of a request that is allowed. */
export interface Identity {
  readonly operationId: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: MockRequest["query"];
  readonly apiKey?: string | undefined;
}

/** How an API responds. */
export interface ResponseOptions {
  readonly examples?: ExampleOptions;
  /** Whether a response that violates the contract is a 500. Default: it is sent, and recorded in the journal. */
  readonly errors?: boolean;
}

/** The service behind an API, and the keys that it accepts. */
export interface PipelineOptions {
  readonly contract: Contract;
  readonly keys: KeyPolicy;
  readonly upstream: Upstream;
  /** Default: without parameters that hold a key. */
  readonly showPath?: ShowPath;
  readonly responses?: ResponseOptions;
  /** Present for an API that rejects what its contract does not describe. */
  readonly closed?: ClosedApi;
}

/** A placeholder: `forward` is called with it and ignores it. */
const nowhere = new URL("mock:");

/**
 * Creates Prism's pipeline for one API.
 *
 * This is what `createInstance` of prism-http does, without its default components: all of them are
 * replaced here, and loading them takes ten times as long as all the rest of the server.
 */
export const createPipeline = async ({
  contract,
  keys,
  upstream,
  showPath,
  responses: { errors = false, examples } = {},
  closed,
}: PipelineOptions): Promise<Pipeline> => {
  const hasExamples = closed === undefined;
  const exampleMock = createExampleMock(contract);
  const document = await contract.loadDocument();
  const writeError = createWriteError(contract.operations, document);
  const route = createRoute(contract.operations, await contract.loadValidators(), showPath);
  const validateSecurity = createValidateSecurity(keys);
  const prism = factory(noDefaults, {
    route,
    validateSecurity,
    validateInput: createValidateInput({ hasExamples, closed, styles: new StyledParameters(document) }),
    validateOutput,
    forward: createForward(exampleMock, upstream, {
      hasExamples,
      isForeign: contract.isInferred ?? false,
      rateLimitHeaders: createRateLimitHeaders(document),
      writeError,
    }),
    mock: exampleMock.mock,
    logger: silentLogger,
  });

  const operationOf = ({ match }: MockRequest): Operation =>
    match?.resource.operation ?? anyOperation(contract.operations);

  const fail = (input: MockRequest, error: unknown): Outcome =>
    error instanceof DroppedConnection
      ? { violations: [], defects: [] }
      : failedOutcome((problem) => writeError(operationOf(input), problem), error);

  return {
    identify: (head) => {
      const input = { ...head } as MockRequest;
      const found = route({ resources: [], input });
      if (isLeft(found) || isLeft(validateSecurity({ resource: found.right, element: input })))
        return undefined;
      const { apiKey, match, query } = input;
      return { operationId: found.right.operationId, params: match?.params ?? {}, query, apiKey };
    },
    answer: async (input) => {
      let outcome: Outcome;
      try {
        const run = prism.request(
          input,
          [],
          prismConfig(hasExamples ? readPreference(input, examples) : noPreference),
        );
        outcome = readOutcome(operationOf(input), await run(), { errors, writeError });
      } catch (error) {
        outcome = fail(input, error);
      }
      return { operationId: input.match?.resource.operationId, request: input, ...outcome };
    },
  };
};

/** Each request has a whole configuration, so there is nothing to fill in. */
const noDefaults = {} as PrismConfig;

const noPreference: PrismConfig["mock"] = { dynamic: false };

/** A new object for each request: Prism fills it in and stores values in `mock`, which would leak into the next one. */
const prismConfig = (mock: PrismConfig["mock"]): PrismConfig => ({
  isProxy: true,
  upstream: nowhere,
  upstreamProxy: undefined,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  // Passes the violations to `forward`.
  errors: true,
  // Prism writes to it.
  mock: { ...mock },
});
