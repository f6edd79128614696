import { type Either, left, right } from "fp-ts/lib/Either.js";
import { EngineFailure } from "../engine/failure.ts";
import type { FaultyRequest, RequestEffect } from "../engine/faults.ts";
import type { EngineResponse, Handlers } from "../engine/handler.ts";
import type { Problem, WriteError } from "./error-response.ts";
import type { ExampleMock } from "./example-mock.ts";
import type { MockRequest, RouteMatch } from "./mock-request.ts";
import { prefersExample } from "./preference.ts";
import type { PrismComponents, Response } from "./prism.ts";
import type { RateLimitHeaders } from "./rate-limit-headers.ts";
import { refuse } from "./refuse.ts";
import { isError } from "./violation.ts";

/** The service behind an API. */
export interface Upstream {
  readonly handlers: Handlers;
  /** Uses the next fault of an account, if there is one. */
  readonly takeFault: (
    request: Omit<FaultyRequest, "now">,
  ) => RequestEffect | undefined | Promise<RequestEffect | undefined>;
  /** Waits for a number of milliseconds, or until the mock closes. */
  readonly wait: (delay: number) => Promise<void>;
}

/** Properties of an API besides the service behind it. */
interface ForwardOptions {
  /** Whether requests may ask for the examples of the contract. */
  readonly hasExamples: boolean;
  /** Whether the contract is the user's own. */
  readonly isForeign: boolean;
  readonly writeError: WriteError;
  readonly rateLimitHeaders: RateLimitHeaders;
}

/** Close the connection without a response. */
export class DroppedConnection extends Error {
  override readonly name = "DroppedConnection";
}

/** Its name tells Prism to respond with an example. Created once: a stack for each request would be slow. */
const notImplemented = Object.assign(new Error("The example mock handles this request."), {
  name: "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED",
});

/**
 * Prism's `forward`: the upstream service, in this process. It rejects requests that violate the contract, and leaves what
 * the engine does not simulate, and the examples that a `Prefer` header requests, to the example mock.
 */
export const createForward =
  (
    exampleMock: ExampleMock,
    { handlers, takeFault, wait }: Upstream,
    { hasExamples, isForeign, rateLimitHeaders, writeError }: ForwardOptions,
  ): PrismComponents["forward"] =>
  ({ validations, data }, _baseUrl, _upstreamProxy, resource) =>
  () =>
  async () => {
    if (!resource || !data.match) throw new Error("A request was forwarded before it was routed.");
    const { operation, operationId } = resource;
    const taken = takeFault({
      account: data.apiKey,
      operationId,
      params: data.match.params,
      body: data.body?.value,
    });
    const fault = taken instanceof Promise ? await taken : taken;
    const failed =
      fault &&
      (await applyFault(fault, {
        write: (problem) => writeError(operation, problem),
        limitHeaders: (limit) => rateLimitHeaders(operationId, limit),
        wait,
      }));
    if (failed) return right(failed);
    const violations = validations.filter(isError);
    if (violations.length > 0 && fault?.loseResponse) throw new DroppedConnection();
    if (violations.length > 0) return right(refuse(resource, violations, { isForeign, writeError }));
    const isExample = hasExamples && prefersExample(data);
    const handle = isExample ? undefined : handlers[operationId];
    const answered = handle && (await answer(handle, data, data.match, writeError));
    if (fault?.loseResponse) throw new DroppedConnection();
    if (answered) return answered;
    await exampleMock.load();
    return left(notImplemented);
  };

const answer = async (
  handle: Handlers[string],
  { apiKey, query, body, headers, base, origin }: MockRequest,
  { params, resource: { operation, operationId } }: RouteMatch,
  writeError: WriteError,
): Promise<Either<never, Response> | undefined> => {
  try {
    const answered = await handle({
      operationId,
      apiKey,
      params,
      query,
      body: body?.value,
      headers,
      base,
      origin,
    });
    return answered && right(toResponse(answered));
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return right(writeError(operation, { status: error.status, message: error.message }));
  }
};

/** The engine's response, in Prism's format. */
export const toResponse = ({
  status,
  body,
  headers,
  mediaType = "application/json",
}: EngineResponse): Response =>
  body === undefined
    ? { statusCode: status, ...(headers && { headers }) }
    : { statusCode: status, headers: { "content-type": mediaType, ...headers }, body };

/** What a fault needs to have an effect. */
interface FaultKit {
  readonly write: (problem: Problem) => Response;
  readonly limitHeaders: (limit: Parameters<RateLimitHeaders>[1]) => Record<string, string>;
  readonly wait: Upstream["wait"];
}

const applyFault = async (
  { delayMs, drop, limit, status, retryAfter }: RequestEffect,
  { limitHeaders, wait, write }: FaultKit,
): Promise<Response | undefined> => {
  if (delayMs !== undefined) await wait(delayMs);
  if (drop) throw new DroppedConnection();
  if (status === undefined) return undefined;
  if (limit && retryAfter !== undefined) {
    return write({
      status,
      message: `Only ${limit.requests} requests are allowed in this time. Retry in ${retryAfter} s. The limit was injected: see GET /_mock/faults.`,
      headers: limitHeaders({ ...limit, retryAfter }),
    });
  }
  return write({
    status,
    message: `This failure was injected: see GET /_mock/faults.`,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  });
};
