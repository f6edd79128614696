import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { DeliveryFault, Fault, RateLimit, RequestFault } from "../engine/faults.ts";
import { nearestName } from "../text/nearest-name.ts";

/**
 * Rejects a fault that would never occur, or change nothing: the test that injects it would test nothing.
 *
 * @throws {EngineFailure} 400, with what would have an effect.
 */
export const checkFault = (engine: Engine, fault: Fault): void => {
  const problem = problemOf(engine, fault);
  if (problem !== undefined) throw new EngineFailure(400, problem);
};

const problemOf = (engine: Engine, fault: Fault): string | undefined => {
  switch (fault.target) {
    case "request":
      return operationProblem(engine, fault) ?? requestProblem(fault) ?? occurrenceProblem(fault);
    case "rate-limit":
      return operationProblem(engine, fault);
    case "delivery":
      return deliveryProblem(fault) ?? occurrenceProblem(fault);
    default:
      return fault satisfies never;
  }
};

const operationProblem = (
  { apis }: Engine,
  { operation }: Pick<RequestFault | RateLimit, "operation">,
): string | undefined => {
  const known = [...new Set([...apis.values()].flatMap(({ operations }) => operations))];
  if (operation !== undefined && !known.includes(operation)) {
    const meant = nearestName(operation, known);
    const question = meant === undefined ? "" : ` Did you mean ${meant}?`;
    return `operation is "${operation}", but must be one of ${known.join(", ")}.${question}`;
  }
  return undefined;
};

/** Both say how many times a fault occurs. */
const occurrenceProblem = ({
  rate,
  seed,
  times,
  untilRemoved = false,
}: RequestFault | DeliveryFault): string | undefined => {
  if (untilRemoved && times > 1)
    return `times is ${times}, but untilRemoved lets the fault occur without a limit. Leave one of them out.`;
  if (seed !== undefined && rate === undefined)
    return `seed is "${seed}", but only a choice by rate follows from it. Add rate, such as 0.5.`;
  return undefined;
};

const requestProblem = ({
  status,
  retryAfter,
  delayMs = 0,
  drop = false,
  loseResponse = false,
}: RequestFault): string | undefined => {
  if (status === undefined && !drop && !loseResponse && delayMs === 0) {
    return "The fault has no effect. Add status for an error response, drop: true for a closed connection, loseResponse: true for one that closes when all is done, or delayMs above 0 for a slow response.";
  }
  if (loseResponse && (drop || status !== undefined)) {
    return `loseResponse lets the request be carried out, but ${drop ? "drop" : `status ${status}`} keeps it from that. Leave one of them out.`;
  }
  if (status !== undefined && drop) {
    return `status is ${status}, but drop closes the connection without a response. Leave one of them out.`;
  }
  if (status === undefined && retryAfter !== undefined) {
    return `retryAfter is ${retryAfter}, but only the response of a status has the header. Add a status such as 429.`;
  }
  return undefined;
};

const deliveryProblem = ({ kind, delayMs }: DeliveryFault): string | undefined => {
  if (kind === "delay" && !delayMs) {
    return "The fault has no effect. Add delayMs above 0: how late the callback is sent.";
  }
  if (kind !== "delay" && delayMs !== undefined) {
    return `delayMs is ${delayMs}, but only faults of the kind delay have it, and kind is ${kind}. Leave it out, or change kind.`;
  }
  return undefined;
};
