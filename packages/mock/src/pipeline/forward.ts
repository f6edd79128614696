import { type Either, left, right } from "fp-ts/lib/Either.js";
import { setTimeout as delay } from "node:timers/promises";
import { EngineFailure } from "../engine/failure.ts";
import type { RequestFault } from "../engine/faults.ts";
import type { EngineAnswer, Handlers } from "../engine/handler.ts";
import { errorResponse } from "./error-response.ts";
import type { ExampleMock } from "./example-mock.ts";
import type { MockRequest, RouteMatch } from "./mock-request.ts";
import { prefersExample } from "./preference.ts";
import type { PrismComponents, Response } from "./prism.ts";
import { refuse } from "./refuse.ts";
import { isError } from "./violation.ts";

/** The service behind an API. */
export interface Upstream {
  readonly handlers: Handlers;
  /** Whether the next request of an account is to go wrong. */
  readonly takeFault: (apiKey: string | undefined, operationId: string) => RequestFault | undefined;
  /** Aborted when the server closes, which is then not to wait for requests that are slow on purpose. */
  readonly closing: AbortSignal;
}

/** The connection is to be closed without an answer. */
export class DroppedConnection extends Error {
  override readonly name = "DroppedConnection";
}

/** By its name Prism knows that it has to answer with an example. Made once: a stack for each request would be slow. */
const notImplemented = Object.assign(new Error("The example mock answers this request."), {
  name: "https://stoplight.io/prism/errors#UPSTREAM_NOT_IMPLEMENTED",
});

/**
 * Prism's `forward`: the upstream service, in this process. It refuses requests that break the contract, and leaves what
 * the engine does not do, and the examples that a `Prefer` header asks for, to the example mock.
 */
export const createForward =
  (
    exampleMock: ExampleMock,
    { handlers, takeFault, closing }: Upstream,
    hasExamples: boolean,
  ): PrismComponents["forward"] =>
  ({ validations, data }, _baseUrl, _upstreamProxy, resource) =>
  () =>
  async () => {
    if (!resource || !data.match) throw new Error("A request was forwarded before it was routed.");
    const fault = takeFault(data.apiKey, resource.operationId);
    const failed = fault && (await applyFault(fault, resource.operation, closing));
    if (failed) return right(failed);
    const violations = validations.filter(isError);
    if (violations.length > 0) return right(refuse(resource, violations));
    const isExample = hasExamples && prefersExample(data.headers);
    const handle = isExample ? undefined : handlers[resource.operationId];
    if (handle) return answer(handle, data, data.match);
    await exampleMock.load();
    return left(notImplemented);
  };

const answer = async (
  handle: Handlers[string],
  { apiKey, query, body, origin }: MockRequest,
  { params, resource: { operation, operationId } }: RouteMatch,
): Promise<Either<never, Response>> => {
  try {
    const answered = await handle({ operationId, apiKey, params, query, body: body?.value, origin });
    return right(toResponse(answered));
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return right(errorResponse(operation, { status: error.status, message: error.message }));
  }
};

const toResponse = ({ status, body, mediaType = "application/json" }: EngineAnswer): Response =>
  body === undefined
    ? { statusCode: status }
    : { statusCode: status, headers: { "content-type": mediaType }, body };

const applyFault = async (
  { delayMs, drop, status, retryAfter }: RequestFault,
  operation: RouteMatch["resource"]["operation"],
  signal: AbortSignal,
): Promise<Response | undefined> => {
  // A server that closes waits no longer, and answers.
  if (delayMs !== undefined) await delay(delayMs, undefined, { signal }).catch(() => undefined);
  if (drop) throw new DroppedConnection();
  if (status === undefined) return undefined;
  return errorResponse(operation, {
    status,
    message: `This failure was asked for: see GET /_mock/faults.`,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  });
};
